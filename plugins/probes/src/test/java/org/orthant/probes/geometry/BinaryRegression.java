package org.orthant.probes.geometry;

/**
 * One component of a linear regression with a binary weight, trained by the straight-through
 * estimator on white inputs: wᶜ ← wᶜ + ε(α − θ(wᶜ)), where θ(0) = −1.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 5.2.
 *
 * @param alpha α, the weight that a continuous regression would find
 * @param epsilon ε, the learning rate
 */
record BinaryRegression(double alpha, double epsilon) {

  /** wᶜ before the first step and after each. */
  double[] path(double start, int steps) {
    double[] path = new double[steps + 1];
    path[0] = start;
    for (int step = 0; step < steps; step++) {
      path[step + 1] = path[step] + epsilon * (alpha - sign(path[step]));
    }
    return path;
  }

  /** The mean of θ(wᶜ) over the steps that follow a burn-in. */
  double meanSign(double start, int burnIn, int steps) {
    double[] path = path(start, burnIn + steps);
    double sum = 0;
    for (int step = burnIn; step < burnIn + steps; step++) {
      sum += sign(path[step]);
    }
    return sum / steps;
  }

  private static double sign(double weight) {
    return weight > 0 ? 1 : -1;
  }
}
