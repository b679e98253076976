package org.orthant.probes.geometry;

import org.orthant.api.statistics.Tally;

/** Which images of vectors x are α·θ(x) with an α > 0 of each vector's own, where θ(0) = −1. */
final class SignRows {
  private SignRows() {}

  /**
   * How many rows these are. One with nothing but zeros has no direction and is none of them.
   *
   * @param rows row after row
   * @param images of the same rows
   * @param dimension how long a row is
   */
  static Tally among(float[] rows, float[] images, int dimension) {
    Tally signs = new Tally();
    for (int from = 0; from < rows.length; from += dimension) {
      signs.add(isSign(rows, images, from, from + dimension));
    }
    return signs;
  }

  private static boolean isSign(float[] x, float[] image, int from, int to) {
    float alpha = Math.abs(image[from]);
    boolean direction = false;
    for (int i = from; i < to; i++) {
      if (image[i] != (x[i] > 0 ? alpha : -alpha)) {
        return false;
      }
      direction |= x[i] != 0;
    }
    return direction && alpha > 0;
  }
}
