package org.orthant.probes.geometry;

/**
 * Mean and variance of the angle φ = arccos η between Gaussian vectors and their signs, summed from
 * the moments of η:
 *
 * <pre>
 * φ  = π/2 − Σ wₖ η²ᵏ⁺¹,              wₖ₊₁ = wₖ (2k+1)² / ((2k+2)(2k+3)), w₀ = 1
 * φ² = π²/4 − π Σ wₖ η²ᵏ⁺¹ + Σ vₖ η²ᵏ,  vₖ₊₁ = vₖ 4k² / ((2k+1)(2k+2)),     v₁ = 1
 * </pre>
 *
 * the Maclaurin series of arcsin and arcsin². Near φ = 0 the angle has exactly the density c·sinⁿ⁻²
 * φ, so that the moments of η fall as k^(−(n−1)/2), and what is left out after K terms as K^(−n/2)
 * times a series in 1/K: Richardson's extrapolation removes its first terms.
 *
 * @param mean in radians
 * @param variance in radians²
 */
record AngleMoments(double mean, double variance) {
  /** After so many terms, and each time after twice as many, a partial sum is kept. */
  private static final int FIRST = 32;

  private static final int SUMS = 4;

  /** That of vectors of n ≥ 2 components, the mean to 1e-10. */
  static AngleMoments ofSign(int dimension) {
    int terms = FIRST << (SUMS - 1);
    double[] moments = SignCosineMoments.upTo(dimension, 2 * terms);
    double[] sums = new double[SUMS];
    double[] squares = new double[SUMS];
    double sum = Math.PI / 2;
    double square = Math.PI * Math.PI / 4;
    double w = 1;
    double v = 1;
    int kept = 0;
    for (int k = 0; k < terms; k++) {
      sum -= w * moments[2 * k + 1];
      square += v * moments[2 * k + 2] - Math.PI * w * moments[2 * k + 1];
      double odd = 2 * k + 1;
      double even = 2 * k + 2;
      w *= odd * odd / (even * (even + 1));
      v *= even * even / ((even + 1) * (even + 2));
      if (k + 1 == FIRST << kept) {
        sums[kept] = sum;
        squares[kept] = square;
        kept++;
      }
    }
    double mean = extrapolated(sums, dimension / 2.0);
    return new AngleMoments(mean, extrapolated(squares, dimension / 2.0) - mean * mean);
  }

  /**
   * The limit of partial sums each of twice as many terms as the one before.
   *
   * @param exponent p, where the error after K terms is K^(−p) times a series in 1/K
   */
  private static double extrapolated(double[] sums, double exponent) {
    double[] better = sums.clone();
    for (int order = 1; order < sums.length; order++) {
      double shrinking = StrictMath.pow(2, exponent + order - 1);
      for (int i = 0; i + order < sums.length; i++) {
        better[i] = better[i + 1] + (better[i + 1] - better[i]) / (shrinking - 1);
      }
    }
    return better[0];
  }
}
