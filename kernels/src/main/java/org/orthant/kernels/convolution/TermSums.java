package org.orthant.kernels.convolution;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * Dot products with filters that are sums of terms, Σₜ fₜ·(zₜ·a), fₜ being a factor of each filter.
 * They are added in float64 and rounded once. A product that is 0 in every term is +0.
 */
public final class TermSums {
  private final double[][] factors;

  /** Of rows as they are; none where there are no factors, or one term alone. */
  private final double[][] sums;

  /**
   * @param factors [terms][filters]; empty where filters are one term without a factor
   * @param rows how many rows there are at the most
   * @param length of a row, as {@link AlignedRows} takes it
   */
  TermSums(double[][] factors, int rows, int length) {
    this.factors = factors;
    this.sums = new double[factors.length > 1 ? rows : 0][AlignedRows.end(length)];
  }

  /**
   * Adds a term. After the last the rows hold the sums.
   *
   * @param filter the first of the filters, which are lanes
   * @param filters how many they are
   * @param rows the products of the term, {@link AlignedRows} of the filters
   */
  void addLanes(int term, int filter, int filters, float[][] rows) {
    if (factors.length == 0) {
      return;
    }
    double[] lanes = new double[AlignedRows.end(filters)];
    System.arraycopy(factors[term], filter, lanes, AlignedRows.FIRST, filters);
    for (int row = 0; row < rows.length; row++) {
      if (factors.length == 1) {
        scale(rows[row], lanes);
      } else {
        add(term, rows[row], lanes, sums[row]);
      }
    }
  }

  /**
   * Adds a term. After the last the rows hold the sums.
   *
   * @param filter the first of the filters, each of which has a row
   * @param rows the products of the term, {@link AlignedRows}
   */
  void addRows(int term, int filter, float[][] rows) {
    if (factors.length == 0) {
      return;
    }
    double[] lanes = new double[rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(lanes, factors[term][filter + row]);
      if (factors.length == 1) {
        scale(rows[row], lanes);
      } else {
        add(term, rows[row], lanes, sums[row]);
      }
    }
  }

  private static void scale(float[] row, double[] factors) {
    for (int i = AlignedRows.BEFORE; i < row.length; i++) {
      row[i] = (float) (0.0 + factors[i] * row[i]);
    }
  }

  private void add(int term, float[] row, double[] lanes, double[] sum) {
    if (term == 0) {
      Arrays.fill(sum, 0);
    }
    add(row, lanes, sum);
    if (term == factors.length - 1) {
      round(sum, row);
    }
  }

  private static void add(float[] row, double[] factors, double[] sum) {
    for (int i = AlignedRows.BEFORE; i < row.length; i++) {
      sum[i] += factors[i] * row[i];
    }
  }

  private static void round(double[] sum, float[] row) {
    for (int i = AlignedRows.BEFORE; i < row.length; i++) {
      row[i] = (float) sum[i];
    }
  }

  /**
   * The sums of the terms' products.
   *
   * @param products [terms][n, filters], row after row
   * @param factors [terms][filters]
   * @return [n, filters], row after row
   */
  public static float[] of(float[][] products, double[][] factors) {
    float[] sums = new float[products[0].length];
    int filters = factors[0].length;
    for (int from = 0; from < sums.length; from += filters) {
      for (int f = 0; f < filters; f++) {
        double sum = 0;
        for (int term = 0; term < factors.length; term++) {
          sum += factors[term][f] * products[term][from + f];
        }
        sums[from + f] = (float) sum;
      }
    }
    return sums;
  }
}
