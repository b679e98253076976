package org.orthant.api.interval;

import java.util.Optional;

/**
 * The score interval of a probability. It stays within [0, 1] and is not empty where all trials
 * agree.
 *
 * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927).
 */
public final class WilsonInterval {
  private static final double Z = Interval.Z;

  private WilsonInterval() {}

  /** The interval after that many hits in independent trials; empty where there was none. */
  public static Optional<Interval> of(long hits, long trials) {
    double n = trials;
    double hit = hits / n;
    double center = (hit + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double margin = Z / (1 + Z * Z / n) * Math.sqrt(hit * (1 - hit) / n + Z * Z / (4 * n * n));
    return Interval.around(center, margin).map(Interval::ofFraction);
  }
}
