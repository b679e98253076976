package org.orthant.probes.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.statistics.Moments;

class IntervalTest {
  // Quantiles from printed tables: Student's t at 0.975 for 9 and 18 degrees of freedom, χ² for 9.
  private static final double T9 = 2.262157;
  private static final double T18 = 2.100922;
  private static final double CHI_LOW9 = 2.70039;
  private static final double CHI_HIGH9 = 19.02277;

  private final Moments oneToTen = moments(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

  @Test
  void ofAMeanIsStudents() {
    Interval interval = MeanInterval.of(oneToTen).orElseThrow();
    double margin = T9 * Math.sqrt(55.0 / 6 / 10);

    assertThat(interval.low()).isCloseTo(5.5 - margin, within(1e-6));
    assertThat(interval.high()).isCloseTo(5.5 + margin, within(1e-6));
  }

  @Test
  void ofAStandardDeviationIsThatOfChiSquared() {
    Interval interval = StandardDeviationInterval.of(oneToTen).orElseThrow();

    assertThat(interval.low()).isCloseTo(Math.sqrt(82.5 / CHI_HIGH9), within(1e-5));
    assertThat(interval.high()).isCloseTo(Math.sqrt(82.5 / CHI_LOW9), within(1e-5));
  }

  /** The deviations ±½ … ±4½ have the squares' sum 82.5 and the fourth powers' sum 1208.625. */
  @Test
  void ofAVarianceUsesTheFourthMoment() {
    double kurtosis = 10 * 1208.625 / (82.5 * 82.5) - 3;
    double factor = Math.exp(1.959964 * Math.sqrt(kurtosis / 10 + 2.0 / 9));
    Interval interval = VarianceInterval.of(oneToTen).orElseThrow();

    assertThat(interval.low()).isCloseTo(55.0 / 6 / factor, within(1e-5));
    assertThat(interval.high()).isCloseTo(55.0 / 6 * factor, within(1e-5));
  }

  @Test
  void ofADifferenceOfEqualSamplesHasAllDegreesOfFreedom() {
    Moments shifted = moments(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Interval interval = MeanDifferenceInterval.of(oneToTen, shifted).orElseThrow();
    double margin = T18 * Math.sqrt(2 * 55.0 / 6 / 10);

    assertThat(interval.low()).isCloseTo(-2 - margin, within(1e-5));
    assertThat(interval.high()).isCloseTo(-2 + margin, within(1e-5));
  }

  @Test
  void ofADifferenceFromAConstantIsThatOfTheMean() {
    Interval interval = MeanDifferenceInterval.of(oneToTen, moments(2, 2, 2)).orElseThrow();
    double margin = T9 * Math.sqrt(55.0 / 6 / 10);

    assertThat(interval.low()).isCloseTo(3.5 - margin, within(1e-6));
    assertThat(interval.high()).isCloseTo(3.5 + margin, within(1e-6));
  }

  @Test
  void ofConstantsIsAPoint() {
    assertThat(MeanInterval.of(moments(3, 3, 3))).contains(new Interval(3, 3));
    assertThat(StandardDeviationInterval.of(moments(3, 3, 3))).contains(new Interval(0, 0));
    assertThat(VarianceInterval.of(moments(3, 3, 3))).contains(new Interval(0, 0));
    assertThat(MeanDifferenceInterval.of(moments(3, 3), moments(1, 1)))
        .contains(new Interval(2, 2));
  }

  @Test
  void ofFewerThanTwoValuesIsNone() {
    for (Moments few : new Moments[] {moments(), moments(4)}) {
      assertThat(MeanInterval.of(few)).isEmpty();
      assertThat(StandardDeviationInterval.of(few)).isEmpty();
      assertThat(VarianceInterval.of(few)).isEmpty();
      assertThat(MeanDifferenceInterval.of(few, oneToTen)).isEmpty();
      assertThat(MeanDifferenceInterval.of(oneToTen, few)).isEmpty();
    }
  }

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
  void coversTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(2);
    int runs = 2000;
    int means = 0;
    int deviations = 0;
    int differences = 0;
    for (int run = 0; run < runs; run++) {
      Moments few = gaussian(random, 8, 3);
      Moments many = gaussian(random, 40, 0.5);
      means += covers(MeanInterval.of(few), 0);
      deviations += covers(StandardDeviationInterval.of(few), 3);
      differences += covers(MeanDifferenceInterval.of(few, many), 0);
    }
    double fourStandardErrors = 4 * Math.sqrt(0.95 * 0.05 / runs);

    assertThat((double) means / runs).isCloseTo(0.95, within(fourStandardErrors));
    assertThat((double) deviations / runs).isCloseTo(0.95, within(fourStandardErrors));
    assertThat((double) differences / runs).isCloseTo(0.95, within(fourStandardErrors));
  }

  /** Uniform numbers have lighter tails than Gaussian ones, the mixture heavier. */
  @Test
  void ofAVarianceCoversTheTruthWhateverTheTails() {
    SplittableRandom random = new SplittableRandom(3);
    int runs = 2000;
    int uniform = 0;
    int gaussian = 0;
    int mixed = 0;
    for (int run = 0; run < runs; run++) {
      Moments uniforms = new Moments();
      Moments mixture = new Moments();
      for (int i = 0; i < 400; i++) {
        uniforms.add(random.nextDouble());
        mixture.add(random.nextGaussian() * (random.nextInt(4) == 0 ? 2 : 1));
      }
      uniform += covers(VarianceInterval.of(uniforms), 1.0 / 12);
      gaussian += covers(VarianceInterval.of(gaussian(random, 400, 3)), 9);
      mixed += covers(VarianceInterval.of(mixture), 1.75);
    }

    assertThat((double) uniform / runs).isCloseTo(0.95, within(0.02));
    assertThat((double) gaussian / runs).isCloseTo(0.95, within(0.02));
    assertThat((double) mixed / runs).isCloseTo(0.95, within(0.025));
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

  private static int covers(Optional<Interval> interval, double truth) {
    return interval.orElseThrow().low() <= truth && truth <= interval.get().high() ? 1 : 0;
  }

  private static Moments gaussian(SplittableRandom random, int n, double sd) {
    Moments moments = new Moments();
    for (int i = 0; i < n; i++) {
      moments.add(sd * random.nextGaussian());
    }
    return moments;
  }

  private static Moments moments(double... values) {
    Moments moments = new Moments();
    DoubleStream.of(values).forEach(moments::add);
    return moments;
  }
}
