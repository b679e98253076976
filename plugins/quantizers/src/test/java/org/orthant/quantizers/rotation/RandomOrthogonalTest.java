package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

class RandomOrthogonalTest {
  private static final int DRAWS = 20_000;

  /**
   * Under Haar measure every entry has E R² = 1/d and E R⁴ = 3/(d (d + 2)), and products of entries
   * of one row or column but for squares have mean 0.
   */
  @Test
  void everyEntryIsDistributedLikeACoordinateOfARandomDirection() {
    int d = 5;
    double[][] mean = new double[d][d];
    double[][] square = new double[d][d];
    double[][] fourth = new double[d][d];
    RandomNumbers generator = new Seed(1705).generator();
    for (int draw = 0; draw < DRAWS; draw++) {
      double[][] matrix = HaarMatrix.draw(d, generator);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          mean[i][j] += matrix[i][j] / DRAWS;
          square[i][j] += Math.pow(matrix[i][j], 2) / DRAWS;
          fourth[i][j] += Math.pow(matrix[i][j], 4) / DRAWS;
        }
      }
    }
    double variance = 1.0 / d;
    double fourthMoment = 3.0 / (d * (d + 2));
    double eighthMoment = 105.0 / (d * (d + 2) * (d + 4) * (d + 6));
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        assertThat(mean[i][j]).isCloseTo(0, within(fiveErrors(variance)));
        assertThat(square[i][j])
            .isCloseTo(variance, within(fiveErrors(fourthMoment - variance * variance)));
        assertThat(fourth[i][j])
            .isCloseTo(
                fourthMoment, within(fiveErrors(eighthMoment - fourthMoment * fourthMoment)));
      }
    }
  }

  /**
   * Traces see the eigenvalues: under Haar measure on the orthogonal group, tr R has mean 0 and
   * variance 1, tr R² has mean 1 and variance 2, for d ≥ 4 (Diaconis and Shahshahani, 1994). Q of a
   * QR decomposition without the correction of signs misses them.
   */
  @Test
  void tracesAreDistributedAsUnderHaarMeasure() {
    int d = 5;
    double trace = 0;
    double traceSquared = 0;
    double traceOfSquare = 0;
    RandomNumbers generator = new Seed(1705).generator();
    for (int draw = 0; draw < DRAWS; draw++) {
      double[][] matrix = HaarMatrix.draw(d, generator);
      double sum = 0;
      for (int i = 0; i < d; i++) {
        sum += matrix[i][i];
        for (int j = 0; j < d; j++) {
          traceOfSquare += matrix[i][j] * matrix[j][i] / DRAWS;
        }
      }
      trace += sum / DRAWS;
      traceSquared += sum * sum / DRAWS;
    }
    assertThat(trace).isCloseTo(0, within(fiveErrors(1)));
    assertThat(traceSquared).isCloseTo(1, within(fiveErrors(2)));
    assertThat(traceOfSquare).isCloseTo(1, within(fiveErrors(2)));
  }

  @Test
  void halfOfThemAreReflections() {
    int reflections = 0;
    RandomNumbers generator = new Seed(1705).generator();
    for (int draw = 0; draw < DRAWS; draw++) {
      double[][] m = HaarMatrix.draw(3, generator);
      double determinant =
          m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
              - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
              + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
      assertThat(Math.abs(determinant)).isCloseTo(1, within(1e-12));
      reflections += determinant < 0 ? 1 : 0;
    }
    assertThat((double) reflections / DRAWS).isCloseTo(0.5, within(fiveErrors(0.25)));
  }

  @Test
  void isOrthogonalToDoublePrecision() {
    assertThat(Matrices.deviationFromOrthonormal(HaarMatrix.draw(300, new Seed(1).generator())))
        .isLessThan(1e-13);
  }

  @Test
  void oneComponentKeepsOrChangesItsSign() {
    assertThat(
            new SplittableRandom(2)
                .longs(100)
                .map(
                    seed ->
                        (long)
                            Matrices.of(
                                new RandomOrthogonal()
                                    .fit(RotationSample.unseen(1), new Seed(seed)),
                                1)[0][0])
                .distinct()
                .toArray())
        .containsExactlyInAnyOrder(1, -1);
  }

  @Test
  void refusesWhatIsBeyondItsLimit() {
    RandomOrthogonal rotation = new RandomOrthogonal(100);
    assertThat(rotation.unsupported(LayerShape.dense("layer", 100, 500), Role.WEIGHTS)).isEmpty();
    assertThat(rotation.unsupported(LayerShape.dense("layer", 101, 50), Role.WEIGHTS))
        .hasValue("vectors of 101 components, and its limit is 100");
    assertThat(rotation.unsupported(LayerShape.dense("layer", 50, 101), Role.ACTIVATIONS))
        .isPresent();
  }

  @Test
  void aLimitIsPositive() {
    assertThatThrownBy(() -> new RandomOrthogonal(0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is 0");
  }

  private static double fiveErrors(double variance) {
    return 5 * Math.sqrt(variance / DRAWS);
  }
}
