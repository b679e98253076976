package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPairTest {

  @Test
  void inThePlaneTheAngleIsUniform() {
    RandomPair plane = new RandomPair(2);

    for (double degrees : new double[] {0, 10, 90, 180}) {
      assertThat(plane.angleDensity(degrees)).isCloseTo(1.0 / 180, within(1e-15));
    }
    assertThat(plane.cumulative(Math.cos(Math.PI / 3))).isCloseTo(2.0 / 3, within(1e-14));
  }

  @Test
  void inSpaceTheCosineIsUniform() {
    RandomPair space = new RandomPair(3);

    assertThat(space.cosineDensity(-0.99)).isCloseTo(0.5, within(1e-15));
    assertThat(space.cosineDensity(0.3)).isCloseTo(0.5, within(1e-15));
    assertThat(space.cumulative(0.3)).isCloseTo(0.65, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 10, 27, 1152})
  void theDensitiesHaveMassOneAndTheVarianceStated(int n) {
    RandomPair pair = new RandomPair(n);
    int steps = 200_000;
    double mass = 0;
    double variance = 0;
    double massBelow = 0;
    double angleMass = 0;
    for (int i = 0; i < steps; i++) {
      double cosine = -1 + (i + 0.5) * 2 / steps;
      double density = pair.cosineDensity(cosine) * 2 / steps;
      mass += density;
      variance += cosine * cosine * density;
      massBelow += cosine < 0.1 ? density : 0;
      angleMass += pair.angleDensity((i + 0.5) * 180 / steps) * 180 / steps;
    }

    assertThat(mass).isCloseTo(1, within(1e-6));
    assertThat(angleMass).isCloseTo(1, within(1e-6));
    assertThat(variance).isCloseTo(pair.cosineVariance(), within(1e-6));
    assertThat(pair.cosineVariance()).isEqualTo(1.0 / n);
    assertThat(pair.cumulative(0.1)).isCloseTo(massBelow, within(1e-5));
  }

  @Test
  void bothDensitiesAreOfTheSameAngle() {
    RandomPair pair = new RandomPair(10);
    double sine = Math.sin(Math.toRadians(70));

    assertThat(pair.angleDensity(70))
        .isCloseTo(
            pair.cosineDensity(Math.cos(Math.toRadians(70))) * sine * Math.PI / 180, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 30})
  void countedPairsAgree(int n) {
    SplittableRandom random = new SplittableRandom(5);
    int pairs = 100_000;
    int below = 0;
    for (int i = 0; i < pairs; i++) {
      double xx = 0;
      double yy = 0;
      double xy = 0;
      for (int c = 0; c < n; c++) {
        double x = random.nextGaussian();
        double y = random.nextGaussian();
        xx += x * x;
        yy += y * y;
        xy += x * y;
      }
      below += xy / Math.sqrt(xx * yy) <= -0.2 ? 1 : 0;
    }
    double expected = new RandomPair(n).cumulative(-0.2);

    assertThat((double) below / pairs)
        .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / pairs)));
  }

  @Test
  void manyDimensionsLookGaussian() {
    assertThat(new RandomPair(8192).cosineDensity(0))
        .isCloseTo(Math.sqrt(8192 / (2 * Math.PI)), within(0.01));
  }

  @Test
  void oneDimensionHasNoDensity() {
    assertThatThrownBy(() -> new RandomPair(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
