package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LineFitTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  @Test
  void pointsOnALineHaveItsSlopeForCertain() {
    LineFit fit =
        LineFit.of(new double[] {1, 2, 5, 7}, new double[] {3.5, 3, 1.5, 0.5}).orElseThrow();

    assertThat(fit.slope()).isCloseTo(-0.5, CLOSE);
    assertThat(fit.intercept()).isCloseTo(4, CLOSE);
    assertThat(fit.low()).isCloseTo(-0.5, CLOSE);
    assertThat(fit.high()).isCloseTo(-0.5, CLOSE);
    assertThat(fit.at(10)).isCloseTo(-1, CLOSE);
    assertThat(fit.points()).isEqualTo(4);
  }

  /**
   * For x = −1, 0, 1 and y = 0, 1, 0 the slope is 0 and the residuals −1/3, 2/3, −1/3. One degree
   * of freedom gives the standard error √(6/9 / 1 / 2) and t as the 97.5 % quantile of Cauchy's
   * distribution, tan(0.475 π).
   */
  @Test
  void theIntervalIsStudents() {
    LineFit fit = LineFit.of(new double[] {-1, 0, 1}, new double[] {0, 1, 0}).orElseThrow();

    double reach = Math.sqrt(1 / 3.0) * Math.tan(0.475 * Math.PI);
    assertThat(fit.slope()).isCloseTo(0, CLOSE);
    assertThat(fit.low()).isCloseTo(-reach, Offset.offset(1e-6));
    assertThat(fit.high()).isCloseTo(reach, Offset.offset(1e-6));
    assertThat(fit.holds(-7)).isTrue();
    assertThat(fit.holds(-8)).isFalse();
  }

  @Test
  void thereIsNoneThroughTooFewPointsOrAboveOneX() {
    assertThat(LineFit.of(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
    assertThat(LineFit.of(new double[] {2, 2, 2}, new double[] {1, 2, 3})).isEmpty();
    assertThat(LineFit.of(new double[0], new double[0])).isEmpty();
  }
}
