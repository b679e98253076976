package org.orthant.kernels.convolution;

/**
 * The maximum over squares of 2 × 2 positions, column by column, of rows [height × width] of an
 * image with even sides; and the way back, on which a maximum's gradient goes to the first of the
 * four that equals it.
 */
public final class RowPooling {
  /** Twice this makes the smallest positive number larger than 1. */
  private static final float HUGE = 1e38f;

  private final int height;
  private final int width;

  /** Of images of such a size, both sides even. */
  public RowPooling(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * Pools one image.
   *
   * @param rows of all images, [images × height × width][columns]
   * @param pooled [images × height/2 × width/2][columns]
   */
  public void pool(int image, float[][] rows, float[][] pooled) {
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        int first = first(image, y, x);
        maximum(
            rows[first],
            rows[first + 1],
            rows[first + width],
            rows[first + width + 1],
            pooled[target(image, y, x)]);
      }
    }
  }

  /**
   * Spreads the gradients of an image's maxima.
   *
   * @param rows as pooled
   * @param pooled their maxima
   * @param gradients of the maxima, overwritten
   * @param spread the gradients of the rows
   */
  public void spread(
      int image, float[][] rows, float[][] pooled, float[][] gradients, float[][] spread) {
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        int target = target(image, y, x);
        int first = first(image, y, x);
        take(rows[first], pooled[target], gradients[target], spread[first]);
        take(rows[first + 1], pooled[target], gradients[target], spread[first + 1]);
        take(rows[first + width], pooled[target], gradients[target], spread[first + width]);
        take(rows[first + width + 1], pooled[target], gradients[target], spread[first + width + 1]);
      }
    }
  }

  private int first(int image, int y, int x) {
    return (image * height + 2 * y) * width + 2 * x;
  }

  private int target(int image, int y, int x) {
    return (image * (height / 2) + y) * (width / 2) + x;
  }

  private static void maximum(float[] a, float[] b, float[] c, float[] d, float[] maximum) {
    for (int f = 0; f < maximum.length; f++) {
      maximum[f] = Math.max(Math.max(a[f], b[f]), Math.max(c[f], d[f]));
    }
  }

  /** Takes the gradient where the row holds the maximum, and leaves the rest. */
  private static void take(float[] row, float[] maximum, float[] rest, float[] taken) {
    for (int f = 0; f < taken.length; f++) {
      float lower = Math.min(1, (maximum[f] - row[f]) * HUGE * HUGE);
      taken[f] = rest[f] * (1 - lower);
      rest[f] *= lower;
    }
  }
}
