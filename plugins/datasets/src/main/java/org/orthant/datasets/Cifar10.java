package org.orthant.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Download;
import org.orthant.api.spi.DatasetSource;

/** CIFAR-10 from its six original binary files in the folder {@code cifar-10-batches-bin}. */
@Id("cifar10")
@Doc(
    value = "50,000 + 10,000 small photographs, 32 × 32 in colour, in ten classes",
    source = "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009")
public record Cifar10() implements DatasetSource {
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final int BATCH = 10_000;
  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final List<String> TEST = List.of("test_batch.bin");

  /** Six batches of 30,730,000 bytes, 61 bytes with the classes' names, 88 bytes of a readme. */
  private static final long UNPACKED = 184_380_149;

  private static final Download ARCHIVE =
      Download.archive(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
          170_052_171,
          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
          UNPACKED);

  @Override
  public DatasetShape shape() {
    return new DatasetShape(
        CifarBatches.IMAGE, CLASSES.size(), TRAINING.size() * BATCH, TEST.size() * BATCH, CLASSES);
  }

  @Override
  public Dataset open(DataFiles files) throws IOException {
    return PixelDataset.of(CLASSES.size(), split(files, TRAINING), split(files, TEST))
        .named(CLASSES);
  }

  private static PixelSplit split(DataFiles files, List<String> names) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(files.find(new DataFile("cifar-10-batches-bin/" + name, ARCHIVE)));
    }
    return new CifarBatches(paths, BATCH, CLASSES.size()).read();
  }
}
