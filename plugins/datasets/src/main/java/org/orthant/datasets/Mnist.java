package org.orthant.datasets;

import java.io.IOException;
import java.net.URI;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Download;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;

/** MNIST from its four original files in the folder {@code mnist}. */
@Id("mnist")
@Doc(
    value = "60,000 + 10,000 handwritten digits, 28 × 28 grey, in ten classes",
    source = "LeCun et al., Gradient-based learning applied to document recognition, 1998")
public record Mnist() implements DatasetSource {
  private static final ImageShape IMAGE = new ImageShape(28, 28, 1);
  private static final int CLASSES = 10;
  private static final int TRAINING = 60_000;
  private static final int TEST = 10_000;

  private static final DataFile TRAINING_IMAGES =
      published(
          "train-images-idx3-ubyte.gz",
          9_912_422,
          "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");
  private static final DataFile TRAINING_LABELS =
      published(
          "train-labels-idx1-ubyte.gz",
          28_881,
          "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");
  private static final DataFile TEST_IMAGES =
      published(
          "t10k-images-idx3-ubyte.gz",
          1_648_877,
          "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6");
  private static final DataFile TEST_LABELS =
      published(
          "t10k-labels-idx1-ubyte.gz",
          4_542,
          "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");

  @Override
  public DatasetShape shape() {
    return new DatasetShape(IMAGE, CLASSES, TRAINING, TEST);
  }

  @Override
  public Dataset open(DataFiles files) throws IOException {
    return PixelDataset.of(
        CLASSES,
        split(files, TRAINING_IMAGES, TRAINING_LABELS, TRAINING),
        split(files, TEST_IMAGES, TEST_LABELS, TEST));
  }

  private static PixelSplit split(DataFiles files, DataFile images, DataFile labels, int count)
      throws IOException {
    return new PixelSplit(
        IMAGE,
        new IdxFile(files.find(images)).images(count, IMAGE.height(), IMAGE.width()),
        new IdxFile(files.find(labels)).labels(count, CLASSES));
  }

  private static DataFile published(String name, long bytes, String sha256) {
    URI mirror = URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/");
    return new DataFile("mnist/" + name, Download.file(mirror.resolve(name), bytes, sha256));
  }
}
