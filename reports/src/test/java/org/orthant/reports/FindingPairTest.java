package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;

class FindingPairTest {
  private static final String UP = "dot-product/pearson-r";
  private static final String DOWN = "dot-product/sign-flip-fraction";
  private static final String NEITHER = "dot-product/slope";
  private static final String EXCESS = "angle/mean-degrees";

  @Test
  void intervalsThatTouchAreTheSame() {
    assertThat(outcome(UP, number(0.5, 0.4, 0.6), number(0.7, 0.6, 0.8))).isEqualTo(Outcome.SAME);
  }

  @Test
  void intervalsApartAreBetterOrWorseAsTheMetricSays() {
    Scalar low = number(0.5, 0.4, 0.6);
    Scalar high = number(0.7, 0.61, 0.8);
    assertThat(outcome(UP, low, high)).isEqualTo(Outcome.BETTER);
    assertThat(outcome(UP, high, low)).isEqualTo(Outcome.WORSE);
    assertThat(outcome(DOWN, low, high)).isEqualTo(Outcome.WORSE);
    assertThat(outcome(DOWN, high, low)).isEqualTo(Outcome.BETTER);
    assertThat(outcome(NEITHER, low, high)).isEqualTo(Outcome.CHANGED);
    assertThat(outcome(NEITHER, high, low)).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void angleIsComparedByItsExcessOverTheExpected() {
    Scalar before = expecting(37, number(39, 38.9, 39.1));
    assertThat(outcome(EXCESS, before, expecting(34, number(36, 35.9, 36.1))))
        .isEqualTo(Outcome.SAME);
    assertThat(outcome(EXCESS, before, expecting(34, number(37, 36.9, 37.1))))
        .isEqualTo(Outcome.WORSE);
    assertThat(outcome(EXCESS, before, expecting(37, number(38, 37.9, 38.1))))
        .isEqualTo(Outcome.BETTER);
    assertThat(outcome(EXCESS, before, number(38, 37.9, 38.1))).isEqualTo(Outcome.BETTER);
  }

  @Test
  void withoutAnIntervalADifferenceIsNotJudged() {
    Scalar known = number(0.5, 0.4, 0.6);
    Scalar bare =
        new Scalar(
            known.subject(),
            0.9,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(1),
            OptionalLong.empty());
    assertThat(outcome(UP, known, bare)).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, bare, known)).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, known, number(0.9, Double.NaN, 1))).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, known, number(0.9, 1, 0.8))).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, bare, bare)).isEqualTo(Outcome.SAME);
  }

  @Test
  void undefinedIsNeitherBetterNorWorse() {
    Scalar known = number(0.5, 0.4, 0.6);
    Scalar undefined = number(Double.NaN, Double.NaN, Double.NaN);
    assertThat(outcome(UP, known, undefined)).isEqualTo(Outcome.CHANGED);
    assertThat(outcome(UP, undefined, known)).isEqualTo(Outcome.CHANGED);
    assertThat(outcome(UP, undefined, undefined)).isEqualTo(Outcome.SAME);
  }

  @Property(seed = "1705")
  void worseOneWayIsBetterTheOther(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b,
      @ForAll @DoubleRange(min = 0, max = 0.5) double half) {
    Scalar before = number(a, a - half, a + half);
    Scalar after = number(b, b - half, b + half);
    boolean worse = outcome(UP, before, after) == Outcome.WORSE;
    assertThat(outcome(UP, after, before) == Outcome.BETTER).isEqualTo(worse);
    assertThat(outcome(DOWN, before, after) == Outcome.BETTER).isEqualTo(worse);
    assertThat(worse).isEqualTo(b + half < a - half);
  }

  private static Outcome outcome(String metric, Scalar a, Scalar b) {
    return new FindingPair(as(metric, a), as(metric, b)).outcome();
  }

  private static Scalar as(String metric, Scalar number) {
    String[] parts = metric.split("/", -1);
    return new Scalar(
        new Subject(parts[0], Optional.of("binary"), "dense1", Optional.empty(), parts[1]),
        number.value(),
        number.expected(),
        number.low(),
        number.high(),
        number.n());
  }

  private static Scalar number(double value, double low, double high) {
    return new Scalar(
        new Subject("", Optional.empty(), "", Optional.empty(), ""),
        value,
        OptionalDouble.empty(),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        OptionalLong.empty());
  }

  private static Scalar expecting(double expected, Scalar number) {
    return new Scalar(
        number.subject(),
        number.value(),
        OptionalDouble.of(expected),
        number.low(),
        number.high(),
        number.n());
  }
}
