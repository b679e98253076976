package org.orthant.kernels.lanes;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * Sums of rows, each times a weight: the inner loop. Six rows meet one sum at a time, since the
 * compiler makes no vectors of a loop with more rows, or with two sums.
 */
final class TapProducts {
  private static final int SIX = 6;
  private static final int FOUR = 4;

  private TapProducts() {}

  /**
   * Returns how many rows a loop takes for so many: the next even number. One more is a row with a
   * weight of zero.
   */
  static int padded(int rows) {
    return rows + rows % 2;
  }

  /**
   * Adds the products of all filters.
   *
   * @param weights [filters][at least first + rows]
   * @param first the weight that meets the first row
   * @param rows [{@link #padded} rows], {@link AlignedRows}
   * @param lanes how many numbers of a row count
   * @param sums [filters], {@link AlignedRows}
   */
  static void add(float[][] weights, int first, float[][] rows, int lanes, float[][] sums) {
    int end = AlignedRows.end(lanes);
    int k = 0;
    for (; k + SIX <= rows.length; k += SIX) {
      addSix(weights, first, rows, k, end, sums);
    }
    if (k + FOUR <= rows.length) {
      for (int f = 0; f < weights.length; f++) {
        addFour(
            weights[f], first + k, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], end, sums[f]);
      }
      k += FOUR;
    }
    if (k < rows.length) {
      for (int f = 0; f < weights.length; f++) {
        addTwo(weights[f], first + k, rows[k], rows[k + 1], end, sums[f]);
      }
    }
  }

  private static void addSix(
      float[][] weights, int first, float[][] rows, int k, int end, float[][] sums) {
    for (int f = 0; f < weights.length; f++) {
      addSix(
          weights[f],
          first + k,
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          rows[k + 4],
          rows[k + 5],
          end,
          sums[f]);
    }
  }

  private static void addSix(
      float[] weights,
      int k,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] x4,
      float[] x5,
      int end,
      float[] sums) {
    float w0 = weights[k];
    float w1 = weights[k + 1];
    float w2 = weights[k + 2];
    float w3 = weights[k + 3];
    float w4 = weights[k + 4];
    float w5 = weights[k + 5];
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      sums[m] =
          Math.fma(w2, x2[m], Math.fma(w1, x1[m], Math.fma(w0, x0[m], sums[m])))
              + Math.fma(w5, x5[m], Math.fma(w4, x4[m], w3 * x3[m]));
    }
  }

  private static void addFour(
      float[] weights,
      int k,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      int end,
      float[] sums) {
    float w0 = weights[k];
    float w1 = weights[k + 1];
    float w2 = weights[k + 2];
    float w3 = weights[k + 3];
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      sums[m] = Math.fma(w1, x1[m], Math.fma(w0, x0[m], sums[m])) + Math.fma(w3, x3[m], w2 * x2[m]);
    }
  }

  private static void addTwo(
      float[] weights, int k, float[] x0, float[] x1, int end, float[] sums) {
    float w0 = weights[k];
    float w1 = weights[k + 1];
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      sums[m] = Math.fma(w1, x1[m], Math.fma(w0, x0[m], sums[m]));
    }
  }

  /** Sets rows to zeros. */
  static void clear(float[][] rows, int lanes) {
    for (float[] row : rows) {
      Arrays.fill(row, 0, AlignedRows.end(lanes), 0);
    }
  }
}
