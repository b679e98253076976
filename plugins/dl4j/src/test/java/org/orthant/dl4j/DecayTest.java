package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecayTest {

  @Test
  void bothFallFromTheFirstRateToTheLast() {
    for (Decay decay : Decay.values()) {
      LearningRate rate = new LearningRate(decay, 1e-2, 1e-4, 101);
      assertThat(rate.valueAt(0, 0)).isCloseTo(1e-2, within(1e-12));
      assertThat(rate.valueAt(100, 0)).isCloseTo(1e-4, within(1e-12));
      assertThat(rate.valueAt(1000, 0)).isCloseTo(1e-4, within(1e-12));
    }
  }

  @Test
  void halfwayIsTheGeometricOrTheArithmeticMean() {
    assertThat(new LearningRate(Decay.EXPONENTIAL, 1e-2, 1e-4, 101).valueAt(50, 0))
        .isCloseTo(1e-3, within(1e-12));
    assertThat(new LearningRate(Decay.COSINE, 1e-2, 1e-4, 101).valueAt(50, 0))
        .isCloseTo(5.05e-3, within(1e-12));
  }
}
