package org.orthant.reports;

import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;

/**
 * The same number in run A and in run B. It differs where the two 95 % intervals do not overlap,
 * which is stricter than a test at 5 %: of two numbers with equal standard errors about one pair in
 * 180 differs so by chance.
 */
record FindingPair(Scalar a, Scalar b) {

  private record Interval(double low, double high) {
    static Optional<Interval> of(Scalar finding) {
      OptionalDouble low = finding.low();
      OptionalDouble high = finding.high();
      return low.isPresent() && high.isPresent() && low.getAsDouble() <= high.getAsDouble()
          ? Optional.of(new Interval(low.getAsDouble(), high.getAsDouble()))
          : Optional.empty();
    }
  }

  Subject subject() {
    return a.subject();
  }

  /** Whether it could get better or worse beyond noise. */
  boolean isJudged() {
    return Direction.of(subject()) != Direction.NONE
        && Interval.of(a).isPresent()
        && Interval.of(b).isPresent();
  }

  Outcome outcome() {
    Direction direction = Direction.of(subject());
    double expectedToRise =
        direction == Direction.LESS_ABOVE_EXPECTED ? expected(b) - expected(a) : 0;
    double rise = Double.isFinite(expectedToRise) ? expectedToRise : 0;
    if (Double.compare(a.value() + rise, b.value()) == 0) {
      return Outcome.SAME;
    }
    if (Double.isNaN(a.value()) || Double.isNaN(b.value())) {
      return Outcome.CHANGED;
    }
    Optional<Interval> before = Interval.of(a);
    Optional<Interval> after = Interval.of(b);
    if (before.isEmpty() || after.isEmpty()) {
      return Outcome.UNJUDGED;
    }
    if (after.get().low() > before.get().high() + rise) {
      return direction.rising();
    }
    return after.get().high() < before.get().low() + rise ? direction.falling() : Outcome.SAME;
  }

  private static double expected(Scalar finding) {
    return finding.expected().orElse(Double.NaN);
  }
}
