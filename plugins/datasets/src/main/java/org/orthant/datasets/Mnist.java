package org.orthant.datasets;

import java.io.IOException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.DataFolders;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
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

  @Override
  public DatasetShape shape() {
    return new DatasetShape(IMAGE, CLASSES, TRAINING, TEST);
  }

  @Override
  public Dataset open(DataFolders folders) throws IOException {
    return PixelDataset.of(
        CLASSES, split(folders, "train", TRAINING), split(folders, "t10k", TEST));
  }

  private static PixelSplit split(DataFolders folders, String name, int count) throws IOException {
    IdxFile images = new IdxFile(folders.find("mnist/" + name + "-images-idx3-ubyte.gz"));
    IdxFile labels = new IdxFile(folders.find("mnist/" + name + "-labels-idx1-ubyte.gz"));
    return new PixelSplit(
        IMAGE, images.images(count, IMAGE.height(), IMAGE.width()), labels.labels(count, CLASSES));
  }
}
