package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The angle between a long vector of independent Gaussian components and its ternary version, which
 * is 0 where |x| ≤ tσ and the sign elsewhere. All is the limit for many components, where the
 * cosine no longer varies: E(|x|; |x| > tσ) / √(σ² P(|x| > tσ)).
 *
 * <p>Source: the expectation is Anderson and Berg's argument (arXiv 1705.07199, section 3.1) with a
 * threshold, as in figure 7 of the ICLR version; {@code docs/theory.md} derives it.
 *
 * @param threshold t ≥ 0, in standard deviations of a component
 */
public record TernaryAngle(double threshold) {
  public TernaryAngle {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a threshold is at least 0 and finite: " + threshold);
    }
  }

  /**
   * The smallest angle of all thresholds. The derivative of the cosine's logarithm, −t + φ(t) / (2
   * Q(t)) with the normal density φ and upper tail Q, is 0 where the threshold is half the mean of
   * the magnitudes it keeps; to take that mean's half as the next threshold shrinks the distance to
   * it by t² ≈ 0.37 each time.
   */
  public static TernaryAngle best() {
    double t = 0;
    double next = halfMeanKept(t);
    while (Math.abs(next - t) > Math.ulp(1.0)) {
      t = next;
      next = halfMeanKept(t);
    }
    return new TernaryAngle(next);
  }

  /** √(2/π) exp(−t²/2) / √erfc(t/√2). */
  public double cosine() {
    return Math.sqrt(2 / Math.PI / Erfcx.value(threshold / Math.sqrt(2)))
        * StrictMath.exp(-threshold * threshold / 4);
  }

  /** The angle in degrees. */
  public double degrees() {
    return Math.toDegrees(StrictMath.acos(cosine()));
  }

  /** The fraction of components that become 0: erf(t/√2). */
  public double zeroFraction() {
    return Erf.value(threshold / Math.sqrt(2));
  }

  /** φ(t) / (2 Q(t)). */
  private static double halfMeanKept(double t) {
    return 1 / (Math.sqrt(2 * Math.PI) * Erfcx.value(t / Math.sqrt(2)));
  }
}
