package org.orthant.quantizers.uniform;

import org.orthant.quantizers.grid.Grid;

/**
 * Equally spaced points, 0 among them; of two equally near a value, the even one is the nearest.
 *
 * @param step between neighbours; where it is 0, 0 is the only point
 * @param first the lowest point, in steps; a whole number, at most 0
 * @param last the highest point, in steps; a whole number, at least 0
 */
record UniformGrid(double step, double first, double last) implements Grid {

  /** The grid of the single point 0 has some step, so that nothing is divided by 0. */
  UniformGrid {
    if (step == 0) {
      step = 1;
      first = 0;
      last = 0;
    }
  }

  /** Returns how many points the longer side has, 0 among them. */
  int magnitudes() {
    return (int) Math.max(-first, last) + 1;
  }

  /** Replaces each value by the nearest point. */
  void snap(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = nearest(values[i]);
    }
  }

  /**
   * The sum of the squared distances to the nearest points.
   *
   * @param limit where the sum reaches this, the rest is not added
   */
  double squaredError(double[] values, double limit) {
    double sum = 0;
    for (int i = 0; i < values.length && sum < limit; i++) {
      double error = values[i] - nearest(values[i]);
      sum += error * error;
    }
    return sum;
  }

  @Override
  public double nearest(double value) {
    return step * Math.max(first, Math.min(last, Math.rint(value / step)));
  }
}
