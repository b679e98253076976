package org.orthant.kernels.normalization;

import java.util.Arrays;

/**
 * Mean and variance of each column of many rows. A few rows at a time are summed in float32, while
 * they are in the cache, around their own mean; their sums are merged in float64 (Chan, Golub &amp;
 * LeVeque, 1983, equations 2.1).
 */
public final class ColumnStatistics {
  private static final int ROWS = 32;

  private final double[] mean;
  private final double[] deviations;
  private long count;

  /** Of no rows yet. */
  public ColumnStatistics(int columns) {
    mean = new double[columns];
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
    float[] sums = new float[mean.length];
    float[] squares = new float[mean.length];
    for (int first = from; first < to; first += ROWS) {
      int end = Math.min(to, first + ROWS);
      Arrays.fill(sums, 0);
      Arrays.fill(squares, 0);
      for (int row = first; row < end; row++) {
        addTo(sums, rows[row]);
      }
      scale(sums, 1f / (end - first));
      for (int row = first; row < end; row++) {
        addSquares(squares, rows[row], sums);
      }
      merge(end - first, sums, squares);
    }
  }

  private static void addTo(float[] sums, float[] row) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += row[c];
    }
  }

  private static void scale(float[] sums, float factor) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] *= factor;
    }
  }

  private static void addSquares(float[] squares, float[] row, float[] means) {
    for (int c = 0; c < squares.length; c++) {
      float deviation = row[c] - means[c];
      squares[c] += deviation * deviation;
    }
  }

  private void merge(int rows, float[] means, float[] squares) {
    double share = rows / (double) (count + rows);
    for (int c = 0; c < mean.length; c++) {
      double difference = means[c] - mean[c];
      mean[c] += difference * share;
      deviations[c] += squares[c] + difference * difference * count * share;
    }
    count += rows;
  }

  /** Adds the rows that another has seen. */
  public void add(ColumnStatistics other) {
    if (other.count == 0) {
      return;
    }
    double share = other.count / (double) (count + other.count);
    for (int c = 0; c < mean.length; c++) {
      double difference = other.mean[c] - mean[c];
      mean[c] += difference * share;
      deviations[c] += other.deviations[c] + difference * difference * count * share;
    }
    count += other.count;
  }

  /** How many rows have been seen. */
  public long count() {
    return count;
  }

  /** Of a column; 0 without rows. */
  public double mean(int column) {
    return mean[column];
  }

  /** Of a column, its mean squared deviation; not a number without rows. */
  public double variance(int column) {
    return deviations[column] / count;
  }
}
