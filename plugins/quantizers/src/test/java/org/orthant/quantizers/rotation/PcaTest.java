package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

class PcaTest {
  private static final Pca OF_WEIGHTS = new Pca(Pca.Source.WEIGHTS, 2304);

  @ParameterizedTest
  @CsvSource({"200, 12", "200, 1", "10, 30", "1, 5", "2, 5"})
  void theRotatedSampleIsUncorrelatedAndSortedByVariance(int count, int dimension) {
    INDArray rows = correlated(count, dimension);
    double[][] rotated = rotation(RotationSample.weights(rows)).apply(rows).toDoubleMatrix();
    double[][] covariance = covariance(rotated);
    double largest = covariance[0][0];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(covariance[i][j]).isCloseTo(0, within(1e-6 * (1 + largest)));
      }
      if (i > 0) {
        assertThat(covariance[i][i])
            .isLessThanOrEqualTo(covariance[i - 1][i - 1] + 1e-6 * (1 + largest));
      }
    }
  }

  @Test
  void theFirstAxisIsTheDirectionInWhichVectorsSpread() {
    double[] direction = {0.6, 0, -0.8};
    float[][] rows = new float[100][3];
    for (int r = 0; r < 100; r++) {
      for (int j = 0; j < 3; j++) {
        rows[r][j] = (float) (5 + (r - 50) * direction[j]);
      }
    }
    double[] first = axes(RotationSample.weights(Nd4j.createFromArray(rows)), 3)[0];
    assertThat(first).containsExactly(new double[] {-0.6, 0, 0.8}, within(1e-6));
  }

  @Test
  void theMeanHasNoInfluence() {
    INDArray rows = correlated(100, 6);
    double[][] axes = axes(RotationSample.weights(rows), 6);
    double[][] shifted = axes(RotationSample.weights(rows.add(8)), 6);
    for (int i = 0; i < 6; i++) {
      assertThat(shifted[i]).containsExactly(axes[i], within(1e-4));
    }
  }

  @Test
  void theLargestComponentOfEachAxisIsPositive() {
    for (double[] axis : axes(RotationSample.weights(correlated(300, 20)), 20)) {
      double highest = Arrays.stream(axis).max().orElseThrow();
      double lowest = Arrays.stream(axis).min().orElseThrow();
      assertThat(highest).isGreaterThanOrEqualTo(-lowest);
    }
  }

  @Test
  void fewEqualOrNoVectorsStillGiveAWholeBasis() {
    for (INDArray rows :
        new INDArray[] {
          Nd4j.zeros(4, 9), Nd4j.ones(4, 9), correlated(3, 9), correlated(3, 9).mul(1e30)
        }) {
      double[][] axes = axes(RotationSample.weights(rows), 9);
      assertThat(Matrices.deviationFromOrthonormal(axes)).isLessThan(1e-6);
    }
  }

  @Test
  void inputsAndWeightsHaveAxesOfTheirOwn() {
    INDArray weights = correlated(50, 6);
    INDArray inputs = RotationSample.gaussian(80, 6, 77);
    RotationSample both = RotationSample.weights(weights, inputs);
    INDArray rows = RotationSample.gaussian(4, 6, 3);
    assertThat(new Pca().fit(both, new Seed(1)).apply(rows))
        .isEqualTo(rotation(RotationSample.weights(inputs)).apply(rows))
        .isNotEqualTo(rotation(both).apply(rows));
    assertThat(rotation(both).apply(rows))
        .isEqualTo(rotation(RotationSample.weights(weights)).apply(rows));
  }

  @Test
  void activationsAreTheirOwnSample() {
    INDArray rows = correlated(50, 6);
    INDArray expected = rotation(RotationSample.weights(rows)).apply(rows);
    RotationSample activations = RotationSample.activations(rows);
    assertThat(new Pca().fit(activations, new Seed(1)).apply(rows)).isEqualTo(expected);
    assertThat(OF_WEIGHTS.fit(activations, new Seed(1)).apply(rows)).isEqualTo(expected);
  }

  @Test
  void theSeedChangesNothing() {
    INDArray rows = correlated(50, 6);
    assertThat(OF_WEIGHTS.fit(RotationSample.weights(rows), new Seed(1)).apply(rows))
        .isEqualTo(OF_WEIGHTS.fit(RotationSample.weights(rows), new Seed(2)).apply(rows));
  }

  @Test
  void refusesWhatIsBeyondItsLimit() {
    assertThat(
            new Pca(Pca.Source.INPUTS, 9)
                .unsupported(LayerShape.dense("layer", 10, 3), Role.WEIGHTS))
        .hasValue("vectors of 10 components, and its limit is 9");
    assertThatThrownBy(() -> new Pca(Pca.Source.INPUTS, -1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is -1");
  }

  private static Isometry rotation(RotationSample sample) {
    return OF_WEIGHTS.fit(sample, new Seed(1));
  }

  private static double[][] axes(RotationSample sample, int dimension) {
    return Matrices.of(rotation(sample), dimension);
  }

  /** Components that share a common part and differ in scale and mean. */
  private static INDArray correlated(int count, int dimension) {
    float[][] rows = RotationSample.gaussian(count, dimension, 21).toFloatMatrix();
    for (float[] row : rows) {
      float common = row[0];
      for (int j = 0; j < dimension; j++) {
        row[j] = 3 + common + row[j] * (1 + j) / dimension;
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static double[][] covariance(double[][] rows) {
    int dimension = rows[0].length;
    double[] mean = new double[dimension];
    for (double[] row : rows) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    double[][] covariance = new double[dimension][dimension];
    for (double[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / rows.length;
        }
      }
    }
    return covariance;
  }
}
