package org.orthant.reports.chart;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The angle between two random vectors, one of them isotropic: the null against which every angle
 * of a quantizer is small. The cosine ρ has the density Γ(d/2)/(√π Γ((d−1)/2)) (1−ρ²)^((d−3)/2), so
 * that (1+ρ)/2 has the beta distribution with both parameters (d−1)/2.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.1.
 */
public final class RandomPair {
  private final BetaDistribution halved;

  /**
   * Two vectors of {@code dimension} components.
   *
   * @param dimension at least 2
   */
  public RandomPair(long dimension) {
    halved = BetaDistribution.of((dimension - 1) / 2.0, (dimension - 1) / 2.0);
  }

  /** The probability that the angle lies between two, in degrees. */
  public double probability(double low, double high) {
    return halved.cumulativeProbability(place(low)) - halved.cumulativeProbability(place(high));
  }

  /** Returns how far to either side of 90° 95 % of the angles lie, in degrees. */
  double reach() {
    double cosine = 2 * halved.inverseCumulativeProbability(0.975) - 1;
    return Math.toDegrees(StrictMath.asin(cosine));
  }

  private static double place(double degrees) {
    double inside = Math.max(0, Math.min(180, degrees));
    return (1 + StrictMath.cos(Math.toRadians(inside))) / 2;
  }
}
