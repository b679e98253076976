package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.GammaRatio;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The angle between two independent random vectors of which one has no preferred direction, and its
 * cosine ρ, of mean 0. (1 + ρ)/2 has the beta distribution with both parameters (n − 1)/2.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 5.1, lemma 1.
 *
 * @param dimension n ≥ 2
 */
public record RandomPair(int dimension) {
  public RandomPair {
    if (dimension < 2) {
      throw new IllegalArgumentException("no density in " + dimension + " dimensions");
    }
  }

  /** Var ρ = 1/n. */
  public double cosineVariance() {
    return 1.0 / dimension;
  }

  /** The density of ρ in [−1, 1]: Γ(n/2) / (√π Γ((n−1)/2)) · (1 − ρ²)^((n−3)/2). */
  public double cosineDensity(double cosine) {
    return constant() * StrictMath.pow((1 - cosine) * (1 + cosine), (dimension - 3) / 2.0);
  }

  /** P(ρ ≤ cosine). */
  public double cumulative(double cosine) {
    double shape = (dimension - 1) / 2.0;
    return RegularizedBeta.value((1 + cosine) / 2, shape, shape);
  }

  /** The density of the angle per degree, for degrees in [0, 180]; uniform for n = 2. */
  public double angleDensity(double degrees) {
    return constant()
        * StrictMath.pow(StrictMath.sin(Math.toRadians(degrees)), dimension - 2)
        * Math.toRadians(1);
  }

  private double constant() {
    return 1 / (Math.sqrt(Math.PI) * GammaRatio.value((dimension - 1) / 2.0, dimension / 2.0));
  }
}
