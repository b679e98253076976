package org.orthant.datasets;

import java.util.Locale;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/** Images kept as one byte per number, given out as floats. */
final class PixelSplit implements Split {
  private final ImageShape image;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Takes the arrays over without copying them.
   *
   * @param image one image
   * @param pixels [n, height, width, channels], unsigned
   * @param labels [n], unsigned
   */
  PixelSplit(ImageShape image, byte[] pixels, byte[] labels) {
    if (pixels.length != (long) labels.length * image.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d pixels for %d images of %s", pixels.length, labels.length, image));
    }
    this.image = image;
    this.pixels = pixels;
    this.labels = labels;
  }

  ImageShape image() {
    return image;
  }

  @Override
  public int size() {
    return labels.length;
  }

  /** The images at these indices; pixel p becomes p / 127.5 − 1. */
  @Override
  public INDArray images(int... indices) {
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    int target = 0;
    for (int index : indices) {
      int start = Objects.checkIndex(index, labels.length) * image.size();
      for (int source = start; source < start + image.size(); source++) {
        values[target++] = Byte.toUnsignedInt(pixels[source]) / 127.5f - 1;
      }
    }
    long[] shape = {indices.length, image.height(), image.width(), image.channels()};
    return Nd4j.create(values, shape, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    int[] found = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      found[i] = Byte.toUnsignedInt(labels[Objects.checkIndex(indices[i], labels.length)]);
    }
    return found;
  }

  /** All pixels, shared: not to be changed. */
  byte[] allPixels() {
    return pixels;
  }

  /** All labels, shared: not to be changed. */
  byte[] allLabels() {
    return labels;
  }
}
