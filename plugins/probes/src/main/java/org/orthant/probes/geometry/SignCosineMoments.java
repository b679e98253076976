package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.GammaRatio;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The moments of η = ‖x‖₁ / (√n ‖x‖₂) for vectors x of n independent standard normal components.
 *
 * <p>The direction of x does not depend on its length, so E ηᵐ = n^(−m/2) E ‖x‖₁ᵐ / E ‖x‖₂ᵐ. The
 * denominator is a moment of the χ distribution, E ‖x‖₂ᵐ = (n + m − 2) E ‖x‖₂ᵐ⁻². The numerator is
 * that of a sum of n independent numbers: E ‖x‖₁ᵐ / m! is the coefficient of tᵐ in (Σ aⱼ tʲ)ⁿ with
 * aⱼ = E |x₁|ʲ / j!, that is a₀ = 1, a₁ = √(2/π), aⱼ = aⱼ₋₂ / j. All coefficients are positive, so
 * nothing cancels.
 */
final class SignCosineMoments {
  private SignCosineMoments() {}

  /**
   * E η⁰ … E ηᵒʳᵈᵉʳ, each to a relative error of about order · 10⁻¹⁶.
   *
   * @param order up to 1000; far beyond, a double cannot hold the coefficients
   */
  static double[] upTo(int dimension, int order) {
    double n = dimension;
    double scale = scale(n, order);
    double[] moments = power(magnitudes(scale, order), dimension);
    double[] factors = new double[order + 1];
    factors[0] = 1;
    factors[1] = GammaRatio.value(n / 2, (n + 1) / 2) / (Math.sqrt(2 * n) * scale);
    for (int m = 2; m <= order; m++) {
      factors[m] = factors[m - 2] * (m - 1.0) * m / (n * (n + m - 2) * scale * scale);
    }
    for (int m = 0; m <= order; m++) {
      moments[m] *= factors[m];
    }
    return moments;
  }

  /**
   * The s for which the coefficients of (st)ᵐ stay within the range of a double: the one that makes
   * the last of the factors between coefficient and moment 1.
   */
  private static double scale(double n, int order) {
    double half = order / 2.0;
    double chi = half * StrictMath.log(2) + LogGamma.value(n / 2 + half) - LogGamma.value(n / 2);
    return StrictMath.exp((LogGamma.value(order + 1.0) - half * StrictMath.log(n) - chi) / order);
  }

  /** aⱼ sʲ. */
  private static double[] magnitudes(double scale, int order) {
    double[] a = new double[order + 1];
    a[0] = 1;
    a[1] = Math.sqrt(2 / Math.PI) * scale;
    for (int j = 2; j <= order; j++) {
      a[j] = a[j - 2] * scale * scale / j;
    }
    return a;
  }

  /** The power of a series, cut off where the series is, by squaring and multiplying. */
  private static double[] power(double[] series, int exponent) {
    double[] result = series;
    for (int bit = Integer.highestOneBit(exponent) >> 1; bit > 0; bit >>= 1) {
      result = product(result, result);
      if ((exponent & bit) != 0) {
        result = product(result, series);
      }
    }
    return result;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; i + j < a.length; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    return product;
  }
}
