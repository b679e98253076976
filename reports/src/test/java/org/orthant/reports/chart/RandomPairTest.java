package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RandomPairTest {

  @Test
  void inThePlaneEveryAngleIsAsLikely() {
    assertThat(new RandomPair(2).probability(30, 75)).isCloseTo(0.25, Offset.offset(1e-9));
    assertThat(new RandomPair(2).reach()).isCloseTo(0.95 * 90, Offset.offset(1e-6));
  }

  @Test
  void inThreeDimensionsTheCosineIsUniform() {
    assertThat(new RandomPair(3).probability(60, 90)).isCloseTo(0.25, Offset.offset(1e-9));
    assertThat(new RandomPair(3).reach())
        .isCloseTo(Math.toDegrees(Math.asin(0.95)), Offset.offset(1e-6));
  }

  @Test
  void inManyDimensionsTheAngleIsNormalWithTheSpreadOfTheCosine() {
    double deviation = Math.toDegrees(1 / Math.sqrt(100_000));

    assertThat(new RandomPair(100_000).reach() / deviation).isCloseTo(1.95996, Offset.offset(1e-3));
    assertThat(new RandomPair(100_000).probability(-10, 190)).isCloseTo(1, Offset.offset(1e-12));
  }
}
