package org.orthant.probes.geometry;

import org.orthant.api.statistics.Tally;

/** Which images of vectors x are α·θ(x) with an α > 0 of each vector's own, where θ(0) = −1. */
final class SignRows {
  private SignRows() {}

  /**
   * Returns how many rows these are. One with nothing but zeros has no direction and is none of
   * them.
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
    boolean differs = false;
    for (int i = from; i < to; i++) {
      // Of 0 too the sign is −, and no number decides a jump.
      differs |= image[i] != Math.copySign(alpha, x[i] - Float.MIN_VALUE);
      direction |= x[i] != 0;
    }
    return !differs && direction && alpha > 0;
  }
}
