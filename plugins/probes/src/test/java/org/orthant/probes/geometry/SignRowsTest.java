package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.orthant.api.statistics.Tally;

class SignRowsTest {
  private static final float[] X = {3, -0.1f, 0.2f};

  @Test
  void everyPositiveMultipleOfTheSignsCounts() {
    assertThat(isSign(X, 1, -1, 1)).isTrue();
    assertThat(isSign(X, 0.3f, -0.3f, 0.3f)).isTrue();
    assertThat(isSign(new float[] {0, -2, 5}, -1, -1, 1)).isTrue();
  }

  @Test
  void nothingElseCounts() {
    assertThat(isSign(X, -1, 1, -1)).isFalse();
    assertThat(isSign(X, 1, 1, 1)).isFalse();
    assertThat(isSign(X, 1, 0, 1)).isFalse();
    assertThat(isSign(X, 1, -1, 0.5f)).isFalse();
    assertThat(isSign(X, 0, 0, 0)).isFalse();
    assertThat(isSign(X, Float.NaN, -1, 1)).isFalse();
    assertThat(isSign(X, 3, -0.1f, 0.2f)).isFalse();
  }

  @Test
  void aRowOfZerosHasNoDirection() {
    assertThat(isSign(new float[3], -1, -1, -1)).isFalse();
  }

  @Test
  void eachRowHasItsOwnScale() {
    Tally signs =
        SignRows.among(
            new float[] {X[0], X[1], X[2], X[0], X[1], X[2], X[0], X[1], X[2]},
            new float[] {1, -1, 1, 2, -2, 2, 1, -2, 1},
            3);

    assertThat(signs.count()).isEqualTo(3);
    assertThat(signs.hits()).isEqualTo(2);
  }

  private static boolean isSign(float[] x, float... image) {
    return SignRows.among(x, image, x.length).hits() == 1;
  }
}
