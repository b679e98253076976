package org.orthant.quantizers;

/**
 * Equally spaced points, 0 among them.
 *
 * @param step between neighbours; where it is 0, 0 is the only point
 * @param first the lowest point, in steps; a whole number, at most 0
 * @param last the highest point, in steps; a whole number, at least 0
 */
record UniformGrid(double step, double first, double last) {

  /** The grid of the single point 0 has some step, so that nothing is divided by 0. */
  UniformGrid {
    if (step == 0) {
      step = 1;
      first = 0;
      last = 0;
    }
  }

  /** Replaces each value by the nearest point, of two equally near by the even one. */
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

  private double nearest(double value) {
    return step * Math.max(first, Math.min(last, Math.rint(value / step)));
  }
}
