package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTheoryTest {

  @Test
  void oneComponentIsItsOwnDirection() {
    assertThat(SignTheory.mean(1)).isCloseTo(1, within(1e-14));
    assertThat(SignTheory.variance(1)).isCloseTo(0, within(1e-14));
  }

  @Test
  void twoComponentsHaveAUniformAngleUpTo45Degrees() {
    double mean = Math.sin(Math.PI / 4) / (Math.PI / 4);
    double square = 0.5 + 1 / Math.PI;
    assertThat(SignTheory.mean(2)).isCloseTo(mean, within(1e-14));
    assertThat(SignTheory.variance(2)).isCloseTo(square - mean * mean, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"2, .0155", "3, .0232", "9, .0367", "27, .0422", "100, .0443", "1152, .0450"})
  void theVarianceIsAsTabulated(int n, double varianceTimesN) {
    assertThat(n * SignTheory.variance(n)).isCloseTo(varianceTimesN, within(1e-4));
  }

  @Test
  void manyComponentsApproachTheLimit() {
    assertThat(SignTheory.mean(10_000_000)).isCloseTo(Math.sqrt(2 / Math.PI), within(1e-7));
    assertThat(1e5 * SignTheory.variance(100_000)).isCloseTo(1 - 3 / Math.PI, within(1e-4));
  }
}
