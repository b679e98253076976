package org.orthant.probes;

import java.util.stream.DoubleStream;

/** The defined values of a sample in ascending order. */
final class SortedSample {
  private final double[] sorted;

  /**
   * @param values those that are NaN are left out
   */
  SortedSample(double[] values) {
    sorted = DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  int count() {
    return sorted.length;
  }

  /**
   * The quantile by linear interpolation between the two nearest values (Hyndman and Fan, 1996,
   * definition 7); NaN of nothing.
   *
   * @param p from 0, the smallest value, to 1, the largest
   */
  double quantile(double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
