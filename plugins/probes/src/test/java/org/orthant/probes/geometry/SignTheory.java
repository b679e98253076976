package org.orthant.probes.geometry;

import org.apache.commons.numbers.gamma.GammaRatio;

/**
 * The mean and variance of η = cos∠(x, θ(x)) for vectors x of n standard normal components.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.1. The variance follows from E η² = (1
 * + (n − 1)·2/π) / n, because the direction of x does not depend on its length.
 */
public final class SignTheory {
  private SignTheory() {}

  /** E η = √(n/π) · Γ(n/2) / Γ((n+1)/2). */
  public static double mean(int n) {
    return Math.sqrt(n / Math.PI) * GammaRatio.value(n / 2.0, (n + 1) / 2.0);
  }

  /** Var η = (1/n)(1 − 2/π) + 2/π − (E η)². */
  public static double variance(int n) {
    return (1 - 2 / Math.PI) / n + 2 / Math.PI - mean(n) * mean(n);
  }
}
