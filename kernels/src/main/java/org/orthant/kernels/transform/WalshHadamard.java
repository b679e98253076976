package org.orthant.kernels.transform;

import org.orthant.kernels.rows.AlignedRows;

/**
 * The Walsh–Hadamard transform y_i = Σ_j (−1)^popcount(i &amp; j) x_j of many vectors at once, not
 * normalized: twice in a row it multiplies by the number of components.
 *
 * <p>A batch is component-major, as {@link Lanes} lays it out: a row holds one component of all
 * vectors. The loops run along rows, over arrays of their own, which the JIT compiler vectorizes. A
 * lane's result has a fixed order of additions and depends on no other lane.
 *
 * <p>Pairs of the log₂ d stages are taken in one pass over memory (radix 4), and those of large
 * strides first, each part being finished before the next is touched, so that late stages find
 * their rows in the nearest cache.
 *
 * <p>Source: Fino and Algazi, "Unified matrix treatment of the fast Walsh-Hadamard transform", IEEE
 * Transactions on Computers 25, 1976.
 */
public final class WalshHadamard {
  private WalshHadamard() {}

  /**
   * Transforms all lanes in place. The error of a lane is at most about log₂(d) · 6e-8 of its
   * result's length; no sum in between exceeds Σ|x_j|.
   *
   * @param rows a batch, the vectors in it from row {@code from} on
   * @param from the row of component 0
   * @param size d, a power of two
   * @throws IllegalArgumentException if d is no power of two
   */
  public static void transform(float[][] rows, int from, int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a power of two: " + size);
    }
    stages(rows, from, size);
  }

  private static void stages(float[][] rows, int from, int size) {
    if (size == 2) {
      radix2(rows[from], rows[from + 1]);
    } else if (size > 2) {
      int quarter = size / 4;
      for (int i = from; i < from + quarter; i++) {
        radix4(rows[i], rows[i + quarter], rows[i + 2 * quarter], rows[i + 3 * quarter]);
      }
      for (int part = 0; part < 4; part++) {
        stages(rows, from + part * quarter, quarter);
      }
    }
  }

  private static void radix2(float[] a, float[] b) {
    for (int lane = AlignedRows.BEFORE; lane < a.length; lane++) {
      float sum = a[lane] + b[lane];
      float difference = a[lane] - b[lane];
      a[lane] = sum;
      b[lane] = difference;
    }
  }

  private static void radix4(float[] a, float[] b, float[] c, float[] d) {
    for (int lane = AlignedRows.BEFORE; lane < a.length; lane++) {
      float sumOfFirst = a[lane] + b[lane];
      float differenceOfFirst = a[lane] - b[lane];
      float sumOfLast = c[lane] + d[lane];
      float differenceOfLast = c[lane] - d[lane];
      a[lane] = sumOfFirst + sumOfLast;
      b[lane] = differenceOfFirst + differenceOfLast;
      c[lane] = sumOfFirst - sumOfLast;
      d[lane] = differenceOfFirst - differenceOfLast;
    }
  }

  /** Returns what {@link #transform} does to each lane, by the definition. */
  static double[] byDefinition(double[] vector) {
    double[] transformed = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        transformed[i] += Integer.bitCount(i & j) % 2 == 0 ? vector[j] : -vector[j];
      }
    }
    return transformed;
  }
}
