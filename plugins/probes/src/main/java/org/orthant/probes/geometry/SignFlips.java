package org.orthant.probes.geometry;

/**
 * How often two jointly Gaussian numbers of mean 0 differ in sign.
 *
 * <p>Source: W. F. Sheppard, "On the application of the theory of error to cases of normal
 * distribution and normal correlation", Philosophical Transactions A 192 (1899).
 */
public final class SignFlips {
  private SignFlips() {}

  /** arccos(r)/π for the correlation r; NaN where r is. */
  public static double expectedFraction(double r) {
    return StrictMath.acos(r) / Math.PI;
  }
}
