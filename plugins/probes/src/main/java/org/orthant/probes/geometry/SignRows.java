package org.orthant.probes.geometry;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.statistics.Tally;

/** Which images of vectors x are α·θ(x) with an α > 0 of each vector's own, where θ(0) = −1. */
final class SignRows {
  private SignRows() {}

  /**
   * How many rows these are. One with nothing but zeros has no direction and is none of them.
   *
   * @param rows [n, d], float32, dense, c-order
   * @param images the same shape
   */
  static Tally among(INDArray rows, INDArray images) {
    int n = Math.toIntExact(rows.size(0));
    int dimension = Math.toIntExact(rows.size(1));
    float[] x = rows.data().asFloat();
    float[] image = images.data().asFloat();
    Tally signs = new Tally();
    for (int row = 0; row < n; row++) {
      signs.add(isSign(x, image, row * dimension, (row + 1) * dimension));
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
