package org.orthant.api.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "20, 20, 0.8389, 1"
  })
  void ofAFractionIsWilsons(long hits, long trials, double low, double high) {
    Interval interval = WilsonInterval.of(hits, trials).orElseThrow();

    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
    assertThat(interval.low()).isNotNegative();
    assertThat(interval.high()).isLessThanOrEqualTo(1);
  }

  @Test
  void ofAFractionOfNothingIsNone() {
    assertThat(WilsonInterval.of(0, 0)).isEmpty();
  }

  @Test
  void isNoneWithItsEndsTheWrongWayRound() {
    assertThatThrownBy(() -> new Interval(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofAFractionEndsAtZeroAndOne() {
    assertThat(new Interval(-0.5, 1.5).ofFraction()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void isWidenedToAnEstimateThatRoundingLeftOutside() {
    double above = Math.nextUp(0.3);
    double below = Math.nextDown(0.2);
    Interval interval = new Interval(0.2, 0.3);

    assertThat(interval.containing(above)).isEqualTo(new Interval(0.2, above));
    assertThat(interval.containing(below)).isEqualTo(new Interval(below, 0.3));
    assertThat(new Interval(1e-18, 0.1).containing(0)).isEqualTo(new Interval(0, 0.1));
    assertThat(interval.containing(0.25)).isEqualTo(interval);
  }

  @Test
  void isNotWidenedByMoreThanRounding() {
    Interval interval = new Interval(0.2, 0.3);

    assertThat(interval.containing(0.3001)).isEqualTo(interval);
    assertThat(interval.containing(Double.NaN)).isEqualTo(interval);
    assertThat(interval.contains(0.3001)).isFalse();
  }

  @Property(tries = 500, seed = "19")
  void ofAFractionHoldsItUpToRounding(
      @ForAll @IntRange(min = 1, max = 100_000) int trials,
      @ForAll @IntRange(min = 0, max = 100_000) int hits) {
    int capped = Math.min(hits, trials);
    double fraction = (double) capped / trials;

    assertThat(
            WilsonInterval.of(capped, trials).orElseThrow().containing(fraction).contains(fraction))
        .isTrue();
  }
}
