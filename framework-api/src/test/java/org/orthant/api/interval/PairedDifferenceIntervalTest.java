package org.orthant.api.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceIntervalTest {
  private static final double Z = 1.959963984540054;

  /** Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014), airway reactivity. */
  @Test
  void isThePublishedOne() {
    Interval interval = PairedDifferenceInterval.of(1, 7, 21).orElseThrow();

    assertThat(interval.low()).isCloseTo(-0.517, within(5e-4));
    assertThat(interval.high()).isCloseTo(-0.026, within(5e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 2000, 10_000})
  void isNotEmptyWhereNothingDiffers(long pairs) {
    Interval interval = PairedDifferenceInterval.of(0, 0, pairs).orElseThrow();

    assertThat(interval.high()).isCloseTo(Z * Z / (pairs + Z * Z), within(1e-12));
    assertThat(interval.low()).isCloseTo(-interval.high(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 2000})
  void endsAtOneWhereEverythingIsGained(long pairs) {
    Interval gained = PairedDifferenceInterval.of(pairs, 0, pairs).orElseThrow();
    Interval lost = PairedDifferenceInterval.of(0, pairs, pairs).orElseThrow();

    assertThat(gained.low()).isCloseTo((pairs - Z * Z) / (pairs + Z * Z), within(1e-12));
    assertThat(gained.high()).isEqualTo(1);
    assertThat(lost.low()).isEqualTo(-1);
    assertThat(lost.high()).isCloseTo(-gained.low(), within(1e-12));
  }

  @Test
  void holdsWhatTheScoreTestDoesNotReject() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 40; round++) {
      int pairs = random.nextInt(1, 80);
      int gained = random.nextInt(0, pairs + 1);
      int lost = random.nextInt(0, pairs - gained + 1);
      Interval interval = PairedDifferenceInterval.of(gained, lost, pairs).orElseThrow();
      for (double difference = -0.995; difference < 1; difference += 0.005) {
        double score = Math.abs(score(gained, lost, pairs, difference));
        if (Math.abs(score - Z) > 1e-4) {
          assertThat(interval.low() <= difference && difference <= interval.high())
              .as("%s of %d gained, %d lost of %d", difference, gained, lost, pairs)
              .isEqualTo(score < Z);
        }
      }
    }
  }

  /** With the likelihood of the table maximized by search where the product solves an equation. */
  private static double score(int gained, int lost, int pairs, double difference) {
    double low = Math.max(0, -difference);
    double high = (1 - difference) / 2;
    for (int i = 0; i < 200; i++) {
      double third = (high - low) / 3;
      if (logLikelihood(gained, lost, pairs, difference, low + third)
          < logLikelihood(gained, lost, pairs, difference, high - third)) {
        low += third;
      } else {
        high -= third;
      }
    }
    double loss = (low + high) / 2;
    double variance = (2 * loss + difference - difference * difference) / pairs;
    return ((double) (gained - lost) / pairs - difference) / Math.sqrt(variance);
  }

  private static double logLikelihood(
      int gained, int lost, int pairs, double difference, double loss) {
    return term(gained, loss + difference)
        + term(lost, loss)
        + term(pairs - gained - lost, 1 - 2 * loss - difference);
  }

  private static double term(int count, double probability) {
    return count == 0 ? 0 : count * Math.log(probability);
  }

  @Property(tries = 300, seed = "1705")
  void turnsAroundWithGainAndLossAndHoldsTheEstimate(
      @ForAll @IntRange(max = 500) int gained,
      @ForAll @IntRange(max = 500) int lost,
      @ForAll @IntRange(min = 1, max = 10_000) int others) {
    int pairs = gained + lost + others;
    Interval interval = PairedDifferenceInterval.of(gained, lost, pairs).orElseThrow();
    Interval turned = PairedDifferenceInterval.of(lost, gained, pairs).orElseThrow();

    assertThat(interval.low()).isCloseTo(-turned.high(), within(1e-12));
    assertThat(interval.low()).isLessThan((double) (gained - lost) / pairs);
    assertThat(interval.high()).isGreaterThan((double) (gained - lost) / pairs);
  }

  @ParameterizedTest
  @CsvSource({"2000, .05, .05", "2000, .08, .03", "300, .02, .10", "60, .2, .1"})
  void coversTheTruthAboutAsOftenAsItSays(int pairs, double gain, double loss) {
    SplittableRandom random = new SplittableRandom(5);
    int runs = 3000;
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      int gained = 0;
      int lost = 0;
      for (int i = 0; i < pairs; i++) {
        double u = random.nextDouble();
        gained += u < gain ? 1 : 0;
        lost += u >= gain && u < gain + loss ? 1 : 0;
      }
      Interval interval = PairedDifferenceInterval.of(gained, lost, pairs).orElseThrow();
      covered += interval.low() <= gain - loss && gain - loss <= interval.high() ? 1 : 0;
    }
    assertThat((double) covered / runs).isCloseTo(0.95, within(0.015));
  }

  @Test
  void isNoneWithoutPairs() {
    assertThat(PairedDifferenceInterval.of(0, 0, 0)).isEmpty();
  }

  @Test
  void refusesImpossibleCounts() {
    assertThatThrownBy(() -> PairedDifferenceInterval.of(3, 2, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 gained and 2 lost of 4 pairs");
    assertThatThrownBy(() -> PairedDifferenceInterval.of(-1, 2, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
