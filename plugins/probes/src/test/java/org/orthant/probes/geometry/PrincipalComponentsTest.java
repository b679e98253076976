package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalComponentsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40})
  void fractionsAreThoseOfJacobisEigenvalues(int d) {
    double[][] matrix = covariance(new SplittableRandom(d), d);
    double[] eigenvalues = JacobiEigenvalues.of(matrix);
    double whole = DoubleStream.of(eigenvalues).sum();
    DMatrixRMaj covariance = new DMatrixRMaj(matrix);
    PrincipalComponents components = PrincipalComponents.of(covariance);
    double[] explained = components.varianceExplained();
    double[] quotients = components.varianceExplained(covariance, d);
    double sum = 0;

    assertThat(explained).hasSize(d);
    for (int k = 0; k < d; k++) {
      sum += eigenvalues[k];
      assertThat(explained[k]).isCloseTo(sum / whole, within(1e-10));
      assertThat(quotients[k]).isCloseTo(sum / whole, within(1e-10));
    }
    assertThat(ParticipationRatio.of(covariance))
        .isCloseTo(
            whole * whole / DoubleStream.of(eigenvalues).map(x -> x * x).sum(), within(1e-10 * d));
  }

  @Test
  void anotherCovarianceIsMeasuredAlongTheseComponents() {
    PrincipalComponents components =
        PrincipalComponents.of(new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, 2}}));
    DMatrixRMaj other = new DMatrixRMaj(new double[][] {{5, 1, 1}, {1, 2, 1}, {1, 1, 3}});

    assertThat(components.varianceExplained(other, 2))
        .containsExactly(new double[] {0.2, 0.5}, within(1e-15));
  }

  @Test
  void spectraOverFiftyOrdersOfMagnitudeAreBorne() {
    int d = 500;
    DMatrixRMaj covariance = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      covariance.set(i, i, Math.exp(0.2 * (i - 250)));
    }
    double ratio = Math.exp(-0.2);

    assertThat(PrincipalComponents.of(covariance).varianceExplained()[0])
        .isCloseTo(1 - ratio, within(1e-12));
    // (Σ qⁱ)² / Σ q²ⁱ of the geometric series.
    assertThat(ParticipationRatio.of(covariance))
        .isCloseTo((1 - ratio * ratio) / ((1 - ratio) * (1 - ratio)), within(1e-9));
  }

  @Test
  void equalVariancesParticipateEqually() {
    DMatrixRMaj covariance = new DMatrixRMaj(7, 7);
    for (int i = 0; i < 7; i++) {
      covariance.set(i, i, 1e-200);
    }

    assertThat(ParticipationRatio.of(covariance)).isCloseTo(7, within(1e-12));
    assertThat(PrincipalComponents.of(covariance).varianceExplained()[2])
        .isCloseTo(3.0 / 7, within(1e-12));
  }

  @Test
  void nothingIsDefinedWhereNothingVaries() {
    DMatrixRMaj zeros = new DMatrixRMaj(3, 3);
    PrincipalComponents components = PrincipalComponents.of(zeros);

    assertThat(components.varianceExplained()).containsOnly(Double.NaN).hasSize(3);
    assertThat(components.varianceExplained(zeros, 2)).containsOnly(Double.NaN).hasSize(2);
    assertThat(ParticipationRatio.of(zeros)).isNaN();
  }

  /** The second moments of d + 2 Gaussian vectors. */
  private static double[][] covariance(SplittableRandom random, int d) {
    double[][] covariance = new double[d][d];
    for (int n = 0; n < d + 2; n++) {
      double[] x = DoubleStream.generate(random::nextGaussian).limit(d).toArray();
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += x[i] * x[j];
        }
      }
    }
    return covariance;
  }
}
