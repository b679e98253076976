package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TernaryAngleTest {

  @Test
  void withoutThresholdIsThatOfSigns() {
    TernaryAngle angle = new TernaryAngle(0);

    assertThat(angle.degrees()).isCloseTo(SignAngle.limitDegrees(), within(1e-12));
    assertThat(angle.zeroFraction()).isZero();
  }

  @Test
  void theBestThresholdIsTheKnownOne() {
    TernaryAngle best = TernaryAngle.best();

    assertThat(best.threshold()).isCloseTo(0.612, within(5e-4));
    assertThat(best.cosine()).isCloseTo(0.8999, within(5e-5));
    assertThat(best.degrees()).isCloseTo(25.85, within(5e-3));
  }

  @Test
  void noThresholdIsBetterThanTheBest() {
    double best = TernaryAngle.best().cosine();
    double found = 0;
    double at = 0;
    for (int i = 0; i <= 30_000; i++) {
      double cosine = new TernaryAngle(i * 1e-4).cosine();
      if (cosine > found) {
        found = cosine;
        at = i * 1e-4;
      }
    }

    assertThat(best).isGreaterThanOrEqualTo(found);
    assertThat(TernaryAngle.best().threshold()).isCloseTo(at, within(1e-4));
  }

  @Test
  void thatOfTernaryWeightNetworksIsTheKnownOne() {
    TernaryAngle angle = new TernaryAngle(0.7 * Math.sqrt(2 / Math.PI));

    assertThat(angle.threshold()).isCloseTo(0.5585, within(5e-5));
    assertThat(angle.degrees()).isCloseTo(25.96, within(5e-3));
    assertThat(angle.zeroFraction()).isCloseTo(0.4235, within(5e-5));
  }

  @Test
  void thatOfThePapersRunIsTheKnownOne() {
    assertThat(new TernaryAngle(0.02 / 0.18).degrees()).isCloseTo(33.84, within(0.01));
  }

  /** By the midpoint rule over the magnitudes that are kept. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.612, 1.5, 4})
  void isTheIntegralOverTheKeptMagnitudes(double threshold) {
    double width = 1e-4;
    double mass = 0;
    double magnitude = 0;
    for (double x = threshold + width / 2; x < threshold + 12; x += width) {
      double density = Math.sqrt(2 / Math.PI) * Math.exp(-x * x / 2) * width;
      mass += density;
      magnitude += x * density;
    }
    TernaryAngle angle = new TernaryAngle(threshold);

    assertThat(angle.cosine()).isCloseTo(magnitude / Math.sqrt(mass), within(1e-8));
    assertThat(angle.zeroFraction()).isCloseTo(1 - mass, within(1e-7));
  }

  @Test
  void aHugeThresholdLeavesARightAngle() {
    assertThat(new TernaryAngle(1000).cosine()).isZero();
    assertThat(new TernaryAngle(1000).zeroFraction()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoThreshold() {
    for (double none : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new TernaryAngle(none)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
