package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.Erf;

/** The largest of independent Gaussian numbers of mean 0, by its absolute value. */
public final class LargestOfGaussians {
  /** None of a network's lies beyond this many deviations. */
  private static final double FARTHEST = 12;

  private static final int STEPS = 2400;

  private LargestOfGaussians() {}

  /**
   * Its mean in standard deviations, ∫ 1 − erf(x/√2)^n dx from 0 on, by the trapezoidal rule.
   *
   * @param n how many numbers
   */
  public static double mean(double n) {
    double step = FARTHEST / STEPS;
    double sum = 0.5;
    for (int i = 1; i < STEPS; i++) {
      sum += 1 - StrictMath.pow(Erf.value(i * step / Math.sqrt(2)), n);
    }
    return sum * step;
  }
}
