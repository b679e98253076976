package org.orthant.datasets.arrays;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.own.Labels;
import org.orthant.datasets.own.SplitDigest;

/** Some of the images that lie in a file. */
final class ArraySplit implements Split {
  private final MappedImages images;
  private final Labels labels;
  private final int[] chosen;

  /**
   * Takes the indices over without copying them.
   *
   * @param labels of all images of the file
   * @param chosen which images the split has, in its order
   */
  ArraySplit(MappedImages images, Labels labels, int[] chosen) {
    this.images = images;
    this.labels = labels;
    this.chosen = chosen;
  }

  @Override
  public int size() {
    return chosen.length;
  }

  @Override
  public INDArray images(int... indices) {
    ImageShape image = images.array().image();
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    for (int i = 0; i < indices.length; i++) {
      float[] pixels = images.pixels(place(indices[i]));
      System.arraycopy(pixels, 0, values, i * pixels.length, pixels.length);
    }
    long[] shape = {indices.length, image.height(), image.width(), image.channels()};
    return Nd4j.create(values, shape, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    return labels.at(Arrays.stream(indices).map(this::place).toArray());
  }

  private int place(int index) {
    return chosen[Objects.checkIndex(index, chosen.length)];
  }

  /** Adds all images, then all labels. */
  void digest(SplitDigest digest, int classes) {
    for (int place : chosen) {
      images.digest(place, digest);
    }
    labels.chosen(chosen).digest(digest, classes);
  }
}
