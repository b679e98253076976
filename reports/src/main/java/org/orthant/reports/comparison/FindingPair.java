package org.orthant.reports.comparison;

import java.util.Optional;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;

/**
 * The same number in run A and in run B. It differs where the two 95 % intervals do not overlap,
 * which is stricter than a test at 5 %: of two numbers with equal standard errors about one pair in
 * 180 differs so by chance.
 *
 * <p>A number that A has and B has undefined is lost. So is one that B has without its interval,
 * without n, or without the expected value that it is held against, where A has them.
 */
public record FindingPair(Scalar a, Scalar b) {

  private record Interval(double low, double high) {
    static Optional<Interval> of(Scalar finding) {
      double low = finding.low().orElse(Double.NaN);
      double high = finding.high().orElse(Double.NaN);
      return Double.isFinite(low) && Double.isFinite(high) && low <= high
          ? Optional.of(new Interval(low, high))
          : Optional.empty();
    }
  }

  /** Whether there is a number at all. */
  static boolean isDefined(Scalar finding) {
    return Double.isFinite(finding.value());
  }

  Subject subject() {
    return a.subject();
  }

  /** Whether both are numbers. */
  boolean isNumber() {
    return isDefined(a) && isDefined(b);
  }

  /** Whether it is the accuracy of the network as used. */
  boolean isAccuracy() {
    return Accuracy.isOne(subject());
  }

  /** Whether it could get better or worse beyond noise. */
  boolean isJudged() {
    return isDefined(a)
        && isDefined(b)
        && Direction.of(subject()) != Direction.NONE
        && Interval.of(a).isPresent()
        && Interval.of(b).isPresent();
  }

  /**
   * Returns what A knows of the number and B does not, in a few words; empty if B knows as much.
   */
  Optional<String> lost() {
    if (!isDefined(a)) {
      return Optional.empty();
    }
    if (!isDefined(b)) {
      return Optional.of("undefined");
    }
    if (Interval.of(a).isPresent() && Interval.of(b).isEmpty()) {
      return Optional.of("no interval");
    }
    if (a.n().orElse(0) > 0 && b.n().orElse(0) == 0) {
      return Optional.of(b.n().isEmpty() ? "no n" : "n = 0");
    }
    return direction() == Direction.LESS_ABOVE_EXPECTED
            && Double.isFinite(expected(a))
            && !Double.isFinite(expected(b))
        ? Optional.of("no expected value")
        : Optional.empty();
  }

  /** Whether B rests on fewer independent observations than A. */
  boolean isThinner() {
    return a.n().isPresent() && b.n().isPresent() && b.n().getAsLong() < a.n().getAsLong();
  }

  Outcome outcome() {
    if (!isDefined(a)) {
      return isDefined(b) ? Outcome.NEW : Outcome.UNCOMPARED;
    }
    return lost().isPresent() ? Outcome.LOST : moved();
  }

  private Outcome moved() {
    double expectedToRise =
        direction() == Direction.LESS_ABOVE_EXPECTED ? expected(b) - expected(a) : 0;
    double rise = Double.isFinite(expectedToRise) ? expectedToRise : 0;
    if (Double.compare(a.value() + rise, b.value()) == 0) {
      return Outcome.SAME;
    }
    Optional<Interval> before = Interval.of(a);
    Optional<Interval> after = Interval.of(b);
    if (before.isEmpty() || after.isEmpty()) {
      return Outcome.UNJUDGED;
    }
    if (after.get().low() > before.get().high() + rise) {
      return direction().rising();
    }
    return after.get().high() < before.get().low() + rise ? direction().falling() : Outcome.SAME;
  }

  private Direction direction() {
    return Direction.of(subject());
  }

  private static double expected(Scalar finding) {
    return finding.expected().orElse(Double.NaN);
  }
}
