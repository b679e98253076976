package org.orthant.probes.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.interval.Interval;
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
    double z = 1.959963984540054;
    double c = 10 / (10 - z);
    double kurtosis = 10 * 1208.625 / (82.5 * 82.5);
    double factor = Math.exp(z * c * Math.sqrt((kurtosis - 0.7) / 9));
    Interval interval = VarianceInterval.of(oneToTen).orElseThrow();

    assertThat(interval.low()).isCloseTo(c * 55 / 6 / factor, within(1e-5));
    assertThat(interval.high()).isCloseTo(c * 55 / 6 * factor, within(1e-5));
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
  void ofTheVarianceOfTwoValuesIsNone() {
    assertThat(VarianceInterval.of(moments(3, 4))).isEmpty();
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
