package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class RowCosinesTest {

  @Test
  void areThoseOfKnownAngles() {
    double[] cosines =
        cosines(
            new float[][] {{1, 0}, {1, 1}, {3, 4}, {2, 0}},
            new float[][] {{1, 1}, {-2, -2}, {-4, 3}, {5, 0}});

    assertThat(cosines[0]).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(cosines[1]).isCloseTo(-1, within(1e-15));
    assertThat(cosines[2]).isZero();
    assertThat(cosines[3]).isEqualTo(1);
  }

  @Test
  void areUndefinedWhereALengthIsZero() {
    assertThat(cosines(new float[][] {{0, -0f}, {1, 2}}, new float[][] {{1, 1}, {0, 0}}))
        .containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void standHugeAndTinyVectors() {
    double[] cosines =
        cosines(
            new float[][] {{3e38f, 0}, {Float.MIN_VALUE, 0}, {3e38f, 3e38f}},
            new float[][] {{3e38f, 3e38f}, {1, 1}, {Float.MIN_VALUE, Float.MIN_VALUE}});

    assertThat(cosines[0]).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(cosines[1]).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(cosines[2]).isCloseTo(1, within(1e-15));
  }

  private static double[] cosines(float[][] rows, float[][] others) {
    return RowCosines.of(Nd4j.createFromArray(rows), Nd4j.createFromArray(others));
  }
}
