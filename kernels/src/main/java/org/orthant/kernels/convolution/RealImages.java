package org.orthant.kernels.convolution;

/** Images of float32 numbers, such as the pixels that enter a first layer. */
public final class RealImages {
  private final float[] values;
  private final int images;
  private final int height;
  private final int width;

  /**
   * @param values [images, height, width, channels], not copied
   */
  public RealImages(float[] values, int images, int height, int width) {
    this.values = values;
    this.images = images;
    this.height = height;
    this.width = width;
  }

  float[] values() {
    return values;
  }

  int images() {
    return images;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int positions() {
    return images * height * width;
  }
}
