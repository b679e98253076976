package org.orthant.probes.interval;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A two-sided 95 % confidence interval. */
public record Interval(double low, double high) {
  /** The probability below the upper end. */
  static final double UPPER = 0.975;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no interval from %s to %s", low, high));
    }
  }

  /** The interval that reaches a margin to both sides; empty where one of the two is undefined. */
  static Optional<Interval> around(double center, double margin) {
    return Double.isFinite(center) && Double.isFinite(margin)
        ? Optional.of(new Interval(center - margin, center + margin))
        : Optional.empty();
  }

  /** The interval of an increasing function of what this is the interval of. */
  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(increasing.applyAsDouble(low), increasing.applyAsDouble(high));
  }

  /** The same without what lies outside [0, 1], where no fraction can be. */
  public Interval ofFraction() {
    return map(end -> Math.max(0, Math.min(1, end)));
  }
}
