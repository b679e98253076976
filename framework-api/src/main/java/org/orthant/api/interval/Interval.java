package org.orthant.api.interval;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A two-sided 95 % confidence interval. */
public record Interval(double low, double high) {
  /** The probability below the upper end. */
  public static final double UPPER = 0.975;

  /** The standard normal quantile of {@link #UPPER}. */
  static final double Z = 1.959963984540054;

  /** The fraction of an estimate by which rounding may take an end past it. */
  private static final double ROUNDING = 1e-9;

  /** The smallest such distance, where the estimate is near 0. */
  private static final double LEAST_ROUNDING = 1e-12;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no interval from %s to %s", low, high));
    }
  }

  /** The interval that reaches a margin to both sides; empty where one of the two is undefined. */
  public static Optional<Interval> around(double center, double margin) {
    return Double.isFinite(center) && Double.isFinite(margin)
        ? Optional.of(new Interval(center - margin, center + margin))
        : Optional.empty();
  }

  /** The interval of an increasing function of what this is the interval of. */
  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(increasing.applyAsDouble(low), increasing.applyAsDouble(high));
  }

  /**
   * Returns the part of this interval inside [least, most], outside which the quantity cannot lie.
   */
  public Interval clipped(double least, double most) {
    return map(end -> Math.max(least, Math.min(most, end)));
  }

  /** Returns the part of this interval inside [0, 1], outside which no fraction can lie. */
  public Interval ofFraction() {
    return clipped(0, 1);
  }

  /** Whether a value lies between the ends, or is one of them. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * Returns this interval, widened to an estimate that lies outside by no more than rounding
   * explains: 10⁻⁹ of it, and 10⁻¹² at least. An estimate that lies farther outside, or is
   * undefined, changes nothing.
   */
  public Interval containing(double estimate) {
    double rounding = Math.max(LEAST_ROUNDING, ROUNDING * Math.abs(estimate));
    return low - rounding <= estimate && estimate <= high + rounding
        ? new Interval(Math.min(low, estimate), Math.max(high, estimate))
        : this;
  }
}
