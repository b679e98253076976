package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipsTest {

  @ParameterizedTest
  @CsvSource({"1, 0", "0.5, 0.333333333333", "0, 0.5", "-1, 1", "0.98, 0.0638", "0.85, 0.1766"})
  void isAsTabulated(double r, double fraction) {
    assertThat(SignFlips.expectedFraction(r)).isCloseTo(fraction, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.6, 0.3, 0.95})
  void countedFlipsOfGaussianPairsAgree(double r) {
    SplittableRandom random = new SplittableRandom(11);
    int pairs = 400_000;
    int flips = 0;
    for (int i = 0; i < pairs; i++) {
      double x = random.nextGaussian();
      double y = r * x + Math.sqrt(1 - r * r) * random.nextGaussian();
      flips += (x > 0) != (y > 0) ? 1 : 0;
    }
    double expected = SignFlips.expectedFraction(r);
    assertThat((double) flips / pairs)
        .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / pairs)));
  }

  @Test
  void anUndefinedCorrelationExpectsNothing() {
    assertThat(SignFlips.expectedFraction(Double.NaN)).isNaN();
  }
}
