package org.orthant.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;

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
    assertThat(outcome(EXCESS, number(39, 38.9, 39.1), expecting(37, number(38, 37.9, 38.1))))
        .isEqualTo(Outcome.BETTER);
  }

  @Test
  void anAngleWithoutTheExpectedThatAHadIsLost() {
    Scalar before = expecting(37, number(39, 38.9, 39.1));
    assertThat(outcome(EXCESS, before, number(38, 37.9, 38.1))).isEqualTo(Outcome.LOST);
    assertThat(outcome(EXCESS, before, expecting(Double.NaN, number(38, 37.9, 38.1))))
        .isEqualTo(Outcome.LOST);
    assertThat(outcome(UP, before, number(38, 37.9, 38.1))).isEqualTo(Outcome.WORSE);
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
    assertThat(outcome(UP, bare, known)).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, bare, number(0.5, Double.NaN, 1))).isEqualTo(Outcome.UNJUDGED);
    assertThat(outcome(UP, bare, bare)).isEqualTo(Outcome.SAME);
    assertThat(outcome(UP, known, bare)).isEqualTo(Outcome.LOST);
  }

  @Test
  void aNumberWithoutItsIntervalIsLostEvenWhereItIsTheSame() {
    Scalar known = number(0.5, 0.4, 0.6);
    for (Scalar after :
        List.of(
            number(0.5, Double.NaN, 0.6),
            number(0.5, 0.4, Double.NaN),
            number(0.5, 0.6, 0.4),
            number(0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))) {
      assertThat(new FindingPair(known, after).lost()).contains("no interval");
      assertThat(outcome(UP, known, after)).isEqualTo(Outcome.LOST);
      assertThat(outcome(NEITHER, known, after)).isEqualTo(Outcome.LOST);
    }
  }

  @Test
  void aNumberWithoutItsObservationsIsLost() {
    Scalar known = resting(OptionalLong.of(400));
    assertThat(new FindingPair(known, resting(OptionalLong.empty())).lost()).contains("no n");
    assertThat(new FindingPair(known, resting(OptionalLong.of(0))).lost()).contains("n = 0");
    assertThat(new FindingPair(resting(OptionalLong.empty()), known).lost()).isEmpty();
    FindingPair thinner = new FindingPair(known, resting(OptionalLong.of(20)));
    assertThat(thinner.isThinner()).isTrue();
    assertThat(thinner.outcome()).isEqualTo(Outcome.SAME);
  }

  @Test
  void whatIsNoLongerDefinedIsLostAndWhatNeverWasIsNotCompared() {
    Scalar known = number(0.5, 0.4, 0.6);
    for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Scalar undefined = number(none, Double.NaN, Double.NaN);
      assertThat(outcome(UP, known, undefined)).isEqualTo(Outcome.LOST);
      assertThat(outcome(NEITHER, known, undefined)).isEqualTo(Outcome.LOST);
      assertThat(outcome(UP, undefined, known)).isEqualTo(Outcome.NEW);
      assertThat(outcome(UP, undefined, undefined)).isEqualTo(Outcome.UNCOMPARED);
    }
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

  private static Scalar resting(OptionalLong n) {
    Scalar number = as(UP, number(0.5, 0.4, 0.6));
    return new Scalar(
        number.subject(), number.value(), number.expected(), number.low(), number.high(), n);
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
