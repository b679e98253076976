package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Moments;

class SignAngleTest {

  @Test
  void oneComponentIsItsOwnDirection() {
    SignAngle one = new SignAngle(1);

    assertThat(one.meanCosine()).isCloseTo(1, within(1e-15));
    assertThat(one.cosineVariance()).isCloseTo(0, within(1e-15));
    assertThat(one.meanDegrees()).isZero();
    assertThat(one.standardDeviationDegrees()).isZero();
  }

  @Test
  void twoComponentsHaveAUniformAngleUpTo45Degrees() {
    SignAngle two = new SignAngle(2);
    double mean = Math.sin(Math.PI / 4) / (Math.PI / 4);
    double square = 0.5 + 1 / Math.PI;

    assertThat(two.meanCosine()).isCloseTo(mean, within(1e-15));
    assertThat(two.cosineVariance()).isCloseTo(square - mean * mean, within(1e-15));
    assertThat(two.meanDegrees()).isCloseTo(22.5, within(1e-8));
    assertThat(two.standardDeviationDegrees()).isCloseTo(45 / Math.sqrt(12), within(1e-6));
  }

  /** Over the octant, by the midpoint rule. */
  @Test
  void threeComponentsAreTheIntegralOverAnOctant() {
    int steps = 2000;
    double mass = 0;
    double cosines = 0;
    double squaredCosines = 0;
    double angles = 0;
    double squaredAngles = 0;
    for (int i = 0; i < steps; i++) {
      double polar = (i + 0.5) * Math.PI / 2 / steps;
      for (int j = 0; j < steps; j++) {
        double azimuth = (j + 0.5) * Math.PI / 2 / steps;
        double sum = Math.cos(polar) + Math.sin(polar) * (Math.cos(azimuth) + Math.sin(azimuth));
        double cosine = Math.min(1, sum / Math.sqrt(3));
        double angle = Math.toDegrees(Math.acos(cosine));
        double weight = Math.sin(polar);
        mass += weight;
        cosines += weight * cosine;
        squaredCosines += weight * cosine * cosine;
        angles += weight * angle;
        squaredAngles += weight * angle * angle;
      }
    }
    double meanCosine = cosines / mass;
    double meanAngle = angles / mass;
    SignAngle three = new SignAngle(3);

    assertThat(three.meanCosine()).isCloseTo(meanCosine, within(1e-6));
    assertThat(three.cosineVariance())
        .isCloseTo(squaredCosines / mass - meanCosine * meanCosine, within(1e-6));
    assertThat(three.meanDegrees()).isCloseTo(meanAngle, within(1e-5));
    assertThat(three.standardDeviationDegrees())
        .isCloseTo(Math.sqrt(squaredAngles / mass - meanAngle * meanAngle), within(1e-5));
  }

  /** Γ(n/2) / Γ(n/2 + 1) = 2/n leaves no gamma function in the product of neighbours. */
  @Test
  void neighbouringMeanCosinesHaveARationalProduct() {
    double mean = 1;
    for (int n = 1; n < 3000; n++) {
      mean = 2 / Math.PI * Math.sqrt((n + 1.0) / n) / mean;
      assertThat(new SignAngle(n + 1).meanCosine()).isCloseTo(mean, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, .0155", "3, .0232", "9, .0367", "27, .0422", "100, .0443", "1152, .0450"})
  void theVarianceIsAsTabulated(int n, double varianceTimesN) {
    assertThat(n * new SignAngle(n).cosineVariance()).isCloseTo(varianceTimesN, within(1e-4));
  }

  /** The next term of the expansion is −1/(4πn²). */
  @ParameterizedTest
  @ValueSource(ints = {100, 10_000, 1_000_000})
  void theVarianceTendsToItsAsymptote(int n) {
    SignAngle angle = new SignAngle(n);
    double scaled = n * angle.cosineVariance();

    assertThat(n * angle.asymptoticCosineVariance()).isCloseTo(1 - 3 / Math.PI, within(1e-15));
    assertThat(scaled)
        .isCloseTo(1 - 3 / Math.PI - 1 / (4 * Math.PI * n), within(0.1 / n / n + 1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 10, 25, 27, 100})
  void countedAnglesAgree(int n) {
    SplittableRandom random = new SplittableRandom(17);
    Moments cosines = new Moments();
    Moments degrees = new Moments();
    Comoments both = new Comoments();
    for (int i = 0; i < 200_000; i++) {
      double cosine = cosine(random, n);
      double angle = Math.toDegrees(Math.acos(Math.min(1, cosine)));
      cosines.add(cosine);
      degrees.add(angle);
      both.add(cosine, angle);
    }
    SignAngle exact = new SignAngle(n);
    double count = cosines.count();
    double varianceError = cosines.variance() * Math.sqrt((cosines.excessKurtosis() + 2) / count);
    double deviationError =
        degrees.standardDeviation() / 2 * Math.sqrt((degrees.excessKurtosis() + 2) / count);
    // The angle is nearly linear in the cosine, whose mean is known: what is left varies little.
    double controlled = degrees.mean() - both.slope() * (cosines.mean() - exact.meanCosine());
    double controlledError =
        degrees.standardDeviation() * Math.sqrt((1 - both.pearson() * both.pearson()) / count);

    assertThat(cosines.mean())
        .isCloseTo(exact.meanCosine(), within(4 * cosines.standardDeviation() / Math.sqrt(count)));
    assertThat(cosines.variance()).isCloseTo(exact.cosineVariance(), within(4 * varianceError));
    assertThat(controlledError).isLessThan(5e-3);
    assertThat(controlled).isCloseTo(exact.meanDegrees(), within(4 * controlledError));
    assertThat(degrees.standardDeviation())
        .isCloseTo(exact.standardDeviationDegrees(), within(4 * deviationError));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 28.118, .001",
    "27, 36.186, .001",
    "100, 36.84, .01",
    "576, 37.03, .01",
    "1152, 37.05, .01",
    "4608, 37.06, .01"
  })
  void theMeanAngleIsAsTabulated(int n, double degrees, double rounding) {
    assertThat(new SignAngle(n).meanDegrees()).isCloseTo(degrees, within(rounding));
  }

  @ParameterizedTest
  @CsvSource({"27, 3.83", "1152, .593", "4608, .298"})
  void theSpreadIsAsTabulated(int n, double degrees) {
    assertThat(new SignAngle(n).standardDeviationDegrees()).isCloseTo(degrees, within(5e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 1_000_000})
  void manyComponentsHaveTheLimitingAngle(int n) {
    SignAngle angle = new SignAngle(n);

    assertThat(SignAngle.limitDegrees()).isCloseTo(37.071, within(5e-4));
    assertThat(angle.meanDegrees()).isCloseTo(SignAngle.limitDegrees(), within(30.0 / n));
    assertThat(Math.sqrt(n) * angle.asymptoticStandardDeviationDegrees())
        .isCloseTo(20.18, within(5e-3));
    assertThat(angle.standardDeviationDegrees() / angle.asymptoticStandardDeviationDegrees())
        .isCloseTo(1, within(1e-4));
  }

  /** E arccos η to second order in η − E η, with Var η; what is left out is of order n⁻². */
  @ParameterizedTest
  @ValueSource(ints = {30, 300, 3000})
  void theMeanAngleIsCurvedAboutTheMeanCosine(int n) {
    SignAngle angle = new SignAngle(n);
    double mean = angle.meanCosine();
    double curvature = -mean / Math.pow(1 - mean * mean, 1.5);
    double expanded = Math.acos(mean) + curvature * angle.cosineVariance() / 2;

    assertThat(angle.meanDegrees()).isCloseTo(Math.toDegrees(expanded), within(30.0 / n / n));
  }

  @Test
  void noComponentsHaveNoAngle() {
    assertThatThrownBy(() -> new SignAngle(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double cosine(SplittableRandom random, int n) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      sum += Math.abs(x);
      squares += x * x;
    }
    return sum / Math.sqrt(n * squares);
  }
}
