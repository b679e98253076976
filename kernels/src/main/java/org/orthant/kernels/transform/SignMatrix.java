package org.orthant.kernels.transform;

import org.orthant.kernels.rows.AlignedRows;

/**
 * A square matrix with entries ±1, such as Paley's, and its product with many vectors at once, laid
 * out as for {@link WalshHadamard}.
 *
 * <p>Four components have eight combinations of signs but for a common one. These are added up
 * once, and a component of the product takes one of them from each four: for m = 36 a third of the
 * additions. A lane's result has a fixed order of additions and depends on no other lane.
 *
 * <p>Source: Arlazarov, Dinic, Kronrod and Faradzhev, "On economical construction of the transitive
 * closure of a directed graph", Soviet Mathematics Doklady 11, 1970, for products with bits.
 */
public final class SignMatrix {

  /** How many components are combined. */
  private static final int TOGETHER = 4;

  /** The combinations of so many components, the first of which is positive. */
  private static final int COMBINATIONS = 8;

  /** For each component of the product, the row of its combination of each four components. */
  private final int[][] combination;

  /** The sign with which it takes them. */
  private final float[][] sign;

  /**
   * The matrix with these entries.
   *
   * @param entries [m, m], ±1, m an odd multiple of 4
   * @throws IllegalArgumentException if m is none
   */
  public SignMatrix(double[][] entries) {
    int size = entries.length;
    if (size % (2 * TOGETHER) != TOGETHER) {
      throw new IllegalArgumentException("not an odd multiple of 4: " + size);
    }
    this.combination = new int[size][size / TOGETHER];
    this.sign = new float[size][size / TOGETHER];
    for (int i = 0; i < size; i++) {
      for (int four = 0; four < size / TOGETHER; four++) {
        int j = TOGETHER * four;
        double first = entries[i][j];
        combination[i][four] =
            COMBINATIONS * four
                + (entries[i][j + 1] == first ? 0 : 1)
                + (entries[i][j + 3] == entries[i][j + 2] ? 0 : 2)
                + (entries[i][j + 2] == first ? 0 : 4);
        sign[i][four] = (float) first;
      }
    }
  }

  /** m. */
  public int size() {
    return sign.length;
  }

  /**
   * Multiplies in place each sequence of m rows that lie {@code stride} apart: the Kronecker
   * product of the matrix with the identity of size {@code stride}. The error of a component is at
   * most about m · 2e-8 of Σ|x_j|, and no sum in between exceeds that.
   *
   * @param rows a batch as {@link Lanes} lays it out, the vectors in it from row {@code from} on, m
   *     · stride of them
   */
  public void multiply(float[][] rows, int from, int stride) {
    float[][] combinations = new float[COMBINATIONS / TOGETHER * size()][rows[from].length];
    for (int first = from; first < from + stride; first++) {
      for (int four = 0; four < size() / TOGETHER; four++) {
        int row = first + TOGETHER * four * stride;
        for (int k = 0; k < TOGETHER; k++) {
          combine(
              rows[row],
              rows[row + stride],
              k % 2 == 0 ? 1 : -1,
              rows[row + 2 * stride],
              rows[row + 3 * stride],
              k < 2 ? 1 : -1,
              combinations[COMBINATIONS * four + k],
              combinations[COMBINATIONS * four + k + 4]);
        }
      }
      for (int i = 0; i < size(); i++) {
        sum(combinations, combination[i], sign[i], rows[first + i * stride]);
      }
    }
  }

  /** (a ± b) + (c ± d) and (a ± b) − (c ± d). */
  private static void combine(
      float[] a,
      float[] b,
      float signOfB,
      float[] c,
      float[] d,
      float signOfD,
      float[] sum,
      float[] difference) {
    for (int lane = AlignedRows.BEFORE; lane < a.length; lane++) {
      float first = a[lane] + signOfB * b[lane];
      float last = c[lane] + signOfD * d[lane];
      sum[lane] = first + last;
      difference[lane] = first - last;
    }
  }

  private static void sum(float[][] combinations, int[] chosen, float[] signs, float[] total) {
    set(total, combinations[chosen[0]], signs[0]);
    for (int four = 1; four < chosen.length; four += 2) {
      add(
          total,
          combinations[chosen[four]],
          signs[four],
          combinations[chosen[four + 1]],
          signs[four + 1]);
    }
  }

  private static void set(float[] total, float[] a, float signOfA) {
    for (int lane = AlignedRows.BEFORE; lane < total.length; lane++) {
      total[lane] = signOfA * a[lane];
    }
  }

  private static void add(float[] total, float[] a, float signOfA, float[] b, float signOfB) {
    for (int lane = AlignedRows.BEFORE; lane < total.length; lane++) {
      total[lane] += signOfA * a[lane] + signOfB * b[lane];
    }
  }

  /** Returns what {@link #multiply} does to each lane of a single sequence, by the definition. */
  static double[] byDefinition(double[][] entries, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += entries[i][j] * vector[j];
      }
    }
    return product;
  }
}
