package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignCosineMomentsTest {
  private static final Percentage TINY = Percentage.withPercentage(1e-9);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 27, 1152, 1_000_000})
  void theFirstThreeAreKnown(int n) {
    double[] moments = SignCosineMoments.upTo(n, 512);

    assertThat(moments[0]).isCloseTo(1, TINY);
    assertThat(moments[1]).isCloseTo(new SignAngle(n).meanCosine(), TINY);
    assertThat(moments[2]).isCloseTo((1 + (n - 1) * 2 / Math.PI) / n, TINY);
  }

  @Test
  void ofOneComponentAreOne() {
    for (double moment : SignCosineMoments.upTo(1, 512)) {
      assertThat(moment).isCloseTo(1, within(1e-12));
    }
  }

  /** The mean of cosᵐ over [0, π/4] follows from integrating by parts. */
  @Test
  void ofTwoComponentsAreThoseOfAUniformAngle() {
    double[] moments = SignCosineMoments.upTo(2, 512);
    double[] integrals = new double[513];
    integrals[0] = Math.PI / 4;
    integrals[1] = Math.sqrt(0.5);
    for (int m = 2; m <= 512; m++) {
      integrals[m] = (Math.pow(0.5, m / 2.0) + (m - 1) * integrals[m - 2]) / m;
    }

    for (int m = 0; m <= 512; m++) {
      assertThat(moments[m]).isCloseTo(integrals[m] / (Math.PI / 4), TINY);
    }
  }

  /** E η⁴ from the moments 1, √(2/π), 1, 2√(2/π), 3 of a half-normal number. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 27, 288})
  void theFourthIsASumOverPartitions(int n) {
    double pair = n * (n - 1.0);
    double triple = pair * (n - 2);
    double fourth =
        3.0 * n
            + 4 * pair * 2 * 2 / Math.PI
            + 3 * pair
            + 6 * triple * 2 / Math.PI
            + triple * (n - 3) * 4 / Math.PI / Math.PI;

    assertThat(SignCosineMoments.upTo(n, 512)[4]).isCloseTo(fourth / n / n / (n * (n + 2.0)), TINY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1000, 1_000_000})
  void fallAndStayFinite(int n) {
    double[] moments = SignCosineMoments.upTo(n, 512);

    for (int m = 1; m <= 512; m++) {
      assertThat(moments[m]).isPositive().isLessThanOrEqualTo(moments[m - 1] * (1 + 1e-12));
    }
  }
}
