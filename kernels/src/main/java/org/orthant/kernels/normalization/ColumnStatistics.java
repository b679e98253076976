package org.orthant.kernels.normalization;

import java.util.Arrays;

/**
 * Mean and variance of each column of many rows. A few rows at a time are summed in float32, while
 * they are in the cache, then their squared deviations from their own mean; both are merged in
 * float64 (Chan, Golub &amp; LeVeque, 1983, equations 2.1). The mean of whole numbers is the exact
 * one, rounded.
 */
public final class ColumnStatistics {
  private static final int ROWS = 32;

  private final double[] sums;
  private final double[] deviations;
  private long count;

  /** Of no rows yet. */
  public ColumnStatistics(int columns) {
    sums = new double[columns];
    deviations = new double[columns];
  }

  /**
   * Adds rows.
   *
   * @param rows [at least to][columns]
   * @param from the first row
   * @param to the one after the last
   */
  public void add(float[][] rows, int from, int to) {
    float[] some = new float[sums.length];
    float[] means = new float[sums.length];
    float[] squares = new float[sums.length];
    for (int first = from; first < to; first += ROWS) {
      int end = Math.min(to, first + ROWS);
      Arrays.fill(some, 0);
      Arrays.fill(squares, 0);
      for (int row = first; row < end; row++) {
        addTo(some, rows[row]);
      }
      divide(some, end - first, means);
      for (int row = first; row < end; row++) {
        addSquares(squares, rows[row], means);
      }
      for (int c = 0; c < sums.length; c++) {
        merge(c, end - first, some[c], squares[c]);
      }
      count += end - first;
    }
  }

  private static void addTo(float[] sums, float[] row) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += row[c];
    }
  }

  private static void divide(float[] sums, float count, float[] means) {
    for (int c = 0; c < means.length; c++) {
      means[c] = sums[c] / count;
    }
  }

  private static void addSquares(float[] squares, float[] row, float[] means) {
    for (int c = 0; c < squares.length; c++) {
      float deviation = row[c] - means[c];
      squares[c] += deviation * deviation;
    }
  }

  private void merge(int column, long rows, double sum, double squares) {
    if (count > 0) {
      double difference = sum / rows - mean(column);
      deviations[column] += difference * difference * count * rows / (count + rows);
    }
    sums[column] += sum;
    deviations[column] += squares;
  }

  /** Adds the rows that another has seen. */
  public void add(ColumnStatistics other) {
    if (other.count == 0) {
      return;
    }
    for (int c = 0; c < sums.length; c++) {
      merge(c, other.count, other.sums[c], other.deviations[c]);
    }
    count += other.count;
  }

  /** Returns how many rows have been seen. */
  public long count() {
    return count;
  }

  /** Of a column; not a number without rows. */
  public double mean(int column) {
    return sums[column] / count;
  }

  /** Of a column, its mean squared deviation; not a number without rows. */
  public double variance(int column) {
    return deviations[column] / count;
  }
}
