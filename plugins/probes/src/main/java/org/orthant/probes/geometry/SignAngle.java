package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.GammaRatio;

/**
 * The angle φ between a vector x of n independent standard normal components and its signs θ(x).
 * Its cosine is η = ‖x‖₁ / (√n ‖x‖₂). Any law of x that no rotation changes gives the same angle.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.1, with the proofs in 5.1. The
 * asymptotic variance there, (1 − 1/π)/n, is corrected to (1 − 3/π)/n; {@code docs/theory.md}
 * derives it.
 *
 * @param dimension n ≥ 1
 */
public record SignAngle(int dimension) {
  public SignAngle {
    if (dimension < 1) {
      throw new IllegalArgumentException("no vector has " + dimension + " components");
    }
  }

  /** Returns what the mean angle tends to with n: arccos √(2/π), about 37.07°. */
  public static double limitDegrees() {
    return Math.toDegrees(StrictMath.acos(Math.sqrt(2 / Math.PI)));
  }

  /** E η = √(n/π) · Γ(n/2) / Γ((n+1)/2). */
  public double meanCosine() {
    return Math.sqrt(dimension / Math.PI)
        * GammaRatio.value(dimension / 2.0, (dimension + 1) / 2.0);
  }

  /** Var η = (1/n)(1 − 2/π) + 2/π − (E η)². */
  public double cosineVariance() {
    double mean = meanCosine();
    return (1 - 2 / Math.PI) / dimension + 2 / Math.PI - mean * mean;
  }

  /** Returns what {@link #cosineVariance()} tends to: (1 − 3/π)/n. */
  public double asymptoticCosineVariance() {
    return (1 - 3 / Math.PI) / dimension;
  }

  /** E φ in degrees, to 1e-8. */
  public double meanDegrees() {
    return Math.toDegrees(angle().mean());
  }

  /** √Var φ in degrees. */
  public double standardDeviationDegrees() {
    return Math.toDegrees(Math.sqrt(angle().variance()));
  }

  /**
   * Returns what {@link #standardDeviationDegrees()} tends to: the standard deviation of the cosine
   * over the sine of the limit, √((1 − 3/π) / (1 − 2/π)) / √n, about 20.18°/√n.
   */
  public double asymptoticStandardDeviationDegrees() {
    return Math.toDegrees(Math.sqrt(asymptoticCosineVariance() / (1 - 2 / Math.PI)));
  }

  /** Where n = 1 there is no angle but 0; the series would only come close to it. */
  private AngleMoments angle() {
    return dimension == 1 ? new AngleMoments(0, 0) : AngleMoments.ofSign(dimension);
  }
}
