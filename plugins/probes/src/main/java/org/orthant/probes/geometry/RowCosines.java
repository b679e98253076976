package org.orthant.probes.geometry;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The cosine of the angle between each row of one matrix and the same row of another. */
public final class RowCosines {
  private RowCosines() {}

  /**
   * cos∠(a, b) = a·b / (‖a‖‖b‖) of each pair of rows, summed in float64.
   *
   * @param rows [n, d], float32, dense, c-order
   * @param others the same shape
   * @return n cosines in [−1, 1]; NaN where a row has length 0
   */
  public static double[] of(INDArray rows, INDArray others) {
    int n = Math.toIntExact(rows.size(0));
    int dimension = Math.toIntExact(rows.size(1));
    float[] a = rows.data().asFloat();
    float[] b = others.data().asFloat();
    double[] cosines = new double[n];
    for (int row = 0; row < n; row++) {
      cosines[row] = cosine(a, b, row * dimension, (row + 1) * dimension);
    }
    return cosines;
  }

  private static double cosine(float[] a, float[] b, int from, int to) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = from; i < to; i++) {
      double ai = a[i];
      double bi = b[i];
      aa += ai * ai;
      bb += bi * bi;
      ab += ai * bi;
    }
    return aa == 0 || bb == 0
        ? Double.NaN
        : Math.max(-1, Math.min(1, ab / (Math.sqrt(aa) * Math.sqrt(bb))));
  }
}
