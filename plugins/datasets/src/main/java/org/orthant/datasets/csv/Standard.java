package org.orthant.datasets.csv;

import java.util.List;

/**
 * Takes each feature to mean 0 and standard deviation 1 over the rows it was made of, n of them
 * counted as n. A feature that is the same in all rows becomes 0 there.
 */
final class Standard {
  private final double[] mean;
  private final double[] deviation;

  private Standard(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Of rows of equal length. */
  static Standard of(List<float[]> rows) {
    double[] mean = new double[rows.get(0).length];
    double[] deviation = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sum(rows, i, 0, 1) / rows.size();
      double squares = sum(rows, i, mean[i], 2);
      deviation[i] = squares == 0 ? 1 : Math.sqrt(squares / rows.size());
    }
    return new Standard(mean, deviation);
  }

  /** Of a feature's distances from a center, or of their squares; one after the other. */
  private static double sum(List<float[]> rows, int feature, double center, int power) {
    double sum = 0;
    for (float[] row : rows) {
      double distance = row[feature] - center;
      sum += power == 1 ? distance : distance * distance;
    }
    return sum;
  }

  /** The rows so taken; the given ones stay. */
  List<float[]> applied(List<float[]> rows) {
    return rows.stream().map(this::applied).toList();
  }

  private float[] applied(float... row) {
    float[] standard = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      standard[i] = (float) ((row[i] - mean[i]) / deviation[i]);
    }
    return standard;
  }
}
