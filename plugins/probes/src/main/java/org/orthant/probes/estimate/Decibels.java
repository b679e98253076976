package org.orthant.probes.estimate;

import org.orthant.api.interval.Interval;

/**
 * How large a signal is beside its noise, told by how near a correlation or a cosine is to 1. The
 * share 1 − r² is what no factor explains, so that the ratio is −10 log₁₀(1 − r²) dB. Differences
 * that r shows in its fourth decimal are differences of whole decibels.
 */
public final class Decibels {
  /** Rounding in float32 explains 120 dB, and nothing above is told apart. */
  private static final double ROUNDING = 1e-12;

  private Decibels() {}

  /** Of a correlation or a cosine: 0 where it is not positive, and 120 at most. */
  public static double ofCorrelation(double r) {
    double positive = Math.max(0, r);
    return ofLoss((1 - positive) * (1 + positive));
  }

  /** Of an angle in degrees: 0 from a right angle on. */
  public static double ofAngle(double degrees) {
    double sine = StrictMath.sin(Math.toRadians(Math.max(0, Math.min(90, degrees))));
    return Double.isNaN(degrees) ? Double.NaN : ofLoss(sine * sine);
  }

  private static double ofLoss(double loss) {
    // Not −10 log₁₀, which is −0 of 1.
    return 10 * StrictMath.log10(1 / Math.max(ROUNDING, loss));
  }

  /** Of a correlation with its interval. */
  public static Estimate ofCorrelation(Estimate r) {
    return new Estimate(
        ofCorrelation(r.value()),
        r.interval().map(ends -> ends.map(Decibels::ofCorrelation)),
        r.n());
  }

  /** Of an angle in degrees with its interval. */
  public static Estimate ofAngle(Estimate degrees) {
    return new Estimate(
        ofAngle(degrees.value()),
        degrees.interval().map(ends -> new Interval(ofAngle(ends.high()), ofAngle(ends.low()))),
        degrees.n());
  }
}
