package org.orthant.quantizers.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orthant.quantizers.covariance.ColumnOrder.DESCENDING;
import static org.orthant.quantizers.covariance.ColumnOrder.NATURAL;
import static org.orthant.quantizers.uniform.Granularity.FILTER;
import static org.orthant.quantizers.uniform.Granularity.GROUP;
import static org.orthant.quantizers.uniform.Granularity.LAYER;
import static org.orthant.quantizers.uniform.UniformScheme.AFFINE;
import static org.orthant.quantizers.uniform.UniformScheme.SYMMETRIC;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.Window;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.Gaussian;
import org.orthant.quantizers.rotation.RotationSample;
import org.orthant.quantizers.uniform.Granularity;
import org.orthant.quantizers.uniform.Uniform;
import org.orthant.quantizers.uniform.UniformRange;

class CovarianceRoundingTest {
  private static final double DAMPING = 0.01;

  /** As computed with NumPy, by the Cholesky factor of the inverse. */
  @Test
  void theRoundedWeightsAreNumPys() {
    float[][] inputs = filtered(50, 8);
    float[][] weights = fractions(3, 8, 104_729, 6_007);

    assertThat(codes(rounded(uniform(3, FILTER, 1), NATURAL, weights, inputs), weights, 8))
        .isDeepEqualTo(
            new int[][] {
              {-3, 0, 2, -1, 2, -3, 1, -3}, {0, 3, -1, 2, -2, 1, -3, 0}, {3, -1, 2, -1, 1, -3, 1, 2}
            });
    assertThat(codes(rounded(uniform(3, FILTER, 1), DESCENDING, weights, inputs), weights, 8))
        .isDeepEqualTo(
            new int[][] {
              {-3, 0, 2, -1, 1, -2, 0, -2}, {0, 3, -1, 2, -2, 1, -3, 0}, {3, -1, 2, -1, 1, -3, 1, 2}
            });
    assertThat(codes(rounded(uniform(3, GROUP, 3), NATURAL, weights, inputs), weights, 3))
        .isDeepEqualTo(
            new int[][] {
              {-3, 0, 2, -2, 3, -3, 0, -2}, {0, 3, -1, 3, -3, 1, -3, 0}, {3, -1, 2, -2, 1, -2, 0, 3}
            });
  }

  @Test
  void manyRoundedWeightsAreNumPys() {
    float[][] inputs = filtered(400, 96);
    float[][] weights = fractions(16, 96, 104_729, 6_007);
    assertThat(sum(rounded(uniform(4, FILTER, 1), NATURAL, weights, inputs)))
        .isCloseTo(0.2909463899476139, within(1e-4));
    assertThat(sum(rounded(uniform(4, FILTER, 1), DESCENDING, weights, inputs)))
        .isCloseTo(0.29113663945878976, within(1e-4));
  }

  /** The inverse is kept, and eliminated by one component after the other, without a factor. */
  @Property(tries = 60, seed = "1705")
  void isWhatEliminationFromTheInverseGives(
      @ForAll @IntRange(min = 1, max = 24) int dimension,
      @ForAll @IntRange(min = 2, max = 5) int bits,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    float[][] inputs = mixed(3 * dimension, dimension, seed);
    float[][] weights = Gaussian.rows(5, dimension, seed + 1);
    float[][] found = rounded(uniform(bits, FILTER, 1), NATURAL, weights, inputs);
    for (int i = 0; i < weights.length; i++) {
      float[] expected =
          Definition.eliminated(
              weights[i], bits, Definition.inverse(Definition.moments(inputs, DAMPING)));
      for (int j = 0; j < dimension; j++) {
        assertThat(found[i][j]).isCloseTo(expected[j], within(1e-5f));
      }
    }
  }

  @Property(tries = 40, seed = "1705")
  void inputsThatDoNotCovaryLeaveItToTheQuantizer(
      @ForAll @IntRange(min = 1, max = 40) int dimension,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    float[][] inputs = new float[2 * dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      inputs[i][i] = i + 1;
      inputs[dimension + i][i] = -(i + 1);
    }
    assertIsTheQuantizer(inputs, Gaussian.rows(5, dimension, seed));
  }

  @Test
  void inputsOfZerosLeaveItToTheQuantizer() {
    assertIsTheQuantizer(new float[4][7], Gaussian.rows(5, 7, 3));
  }

  private static void assertIsTheQuantizer(float[][] inputs, float[][] weights) {
    for (Granularity per : Granularity.values()) {
      Uniform uniform = uniform(3, per, 4);
      INDArray rows = Nd4j.createFromArray(weights);
      INDArray alone = uniform.fit(RotationSample.weights(rows), new Seed(1)).apply(rows);
      for (ColumnOrder order : ColumnOrder.values()) {
        assertThat(rounded(uniform, order, weights, inputs)).isEqualTo(alone.toFloatMatrix());
      }
    }
  }

  /** All choices of points are tried. */
  @Test
  void isNeverBetterThanTheBestChoiceAndMostlyBetterThanPlainRounding() {
    int better = 0;
    int equal = 0;
    double sumOfBest = 0;
    double sumOfFound = 0;
    double sumOfPlain = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[][] inputs = mixed(20, 5, seed);
      double[][] moments = Definition.moments(inputs, DAMPING);
      float[][] weights = Gaussian.rows(1, 5, 1000 + seed);
      double found =
          Definition.error(
              weights[0], rounded(uniform(2, FILTER, 1), NATURAL, weights, inputs)[0], moments);
      double plain = Definition.error(weights[0], Definition.plain(2, weights[0]), moments);
      double best = Definition.best(weights[0], moments);
      assertThat(found).isGreaterThanOrEqualTo(best * (1 - 1e-6));
      better += found < plain * (1 - 1e-6) ? 1 : 0;
      equal += Math.abs(found - plain) <= plain * 1e-6 ? 1 : 0;
      sumOfBest += best;
      sumOfFound += found;
      sumOfPlain += plain;
    }
    assertThat(better).isGreaterThan(90);
    assertThat(better + equal).isGreaterThan(260);
    assertThat(sumOfFound).isBetween(sumOfBest, 0.6 * sumOfPlain);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void productsWithInputsThatCovaryChangeMuchLess(int bits) {
    float[][] inputs = mixed(400, 100, 5);
    float[][] others = mixed(800, 100, 5);
    float[][] weights = Gaussian.rows(20, 100, 6);
    double found = 0;
    double plain = 0;
    for (ColumnOrder order : ColumnOrder.values()) {
      float[][] rounded = rounded(uniform(bits, FILTER, 1), order, weights, inputs);
      for (int i = 0; i < weights.length; i++) {
        found += Definition.error(weights[i], rounded[i], Definition.moments(others, DAMPING));
        plain +=
            Definition.error(
                weights[i],
                Definition.plain(bits, weights[i]),
                Definition.moments(others, DAMPING));
      }
    }
    assertThat(found).isLessThan(0.3 * plain);
  }

  @Test
  void otherRowsGetGridsOfTheirOwn() {
    float[][] inputs = filtered(50, 8);
    float[][] weights = Gaussian.rows(3, 8, 1);
    VectorMap map = fitted(uniform(3, FILTER, 1), NATURAL, weights, inputs);
    float[][] others = Gaussian.rows(20, 8, 2);
    assertThat(map.apply(Nd4j.createFromArray(others)).toFloatMatrix())
        .isEqualTo(rounded(uniform(3, FILTER, 1), NATURAL, others, inputs));
  }

  @Test
  void float64StaysAndAgreesWithFloat32() {
    float[][] weights = Gaussian.rows(19, 8, 1);
    VectorMap map = fitted(uniform(3, LAYER, 1), NATURAL, weights, filtered(50, 8));
    INDArray rows = Nd4j.createFromArray(weights);
    INDArray doubles = map.apply(rows.castTo(DataType.DOUBLE));
    assertThat(doubles.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(doubles.toFloatMatrix()).isEqualTo(map.apply(rows).toFloatMatrix());
  }

  @Test
  void servesWeightsWhoseInputsItCanTell() {
    CovarianceRounding rounding = new CovarianceRounding();
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    assertThat(rounding.unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(rounding.unsupported(layer, Role.ACTIVATIONS)).isPresent();
    assertThat(rounding.unsupported(layer, Role.INPUTS)).isPresent();
    assertThat(rounding.unsupported(groups(1), Role.WEIGHTS)).isEmpty();
    assertThat(rounding.unsupported(groups(2), Role.WEIGHTS))
        .hasValue("its groups meet different channels, whose inputs come mixed");
    assertThat(rounding.unsupported(groups(4), Role.WEIGHTS)).isEmpty();
    assertThat(rounding.unsupported(LayerShape.dense("dense1", 4609, 2), Role.WEIGHTS))
        .hasValue("vectors of 4609 components, and its limit is 4608");
  }

  @Test
  void refusesWhatItsQuantizerRefuses() {
    Uniform entropy = new Uniform(8, SYMMETRIC, FILTER, 128, UniformRange.ENTROPY, 99, AFFINE);
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    assertThat(new CovarianceRounding(entropy, 1, 1, NATURAL, 9).unsupported(layer, Role.WEIGHTS))
        .isEqualTo(entropy.unsupported(layer, Role.WEIGHTS))
        .isPresent();
  }

  @Test
  void costsItsMomentsAndTheirFactor() {
    assertThat(
            new CovarianceRounding(new Uniform(), 100, 1, NATURAL, 9)
                .fitCost(LayerShape.dense("dense1", 6, 2), Role.WEIGHTS))
        .isEqualTo(100 * 36 / 2.0 + 36);
  }

  @Test
  void needsAQuantizerWithGrids() {
    assertThatThrownBy(() -> new CovarianceRounding(new Binary(), 1, 1, NATURAL, 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("must be uniform, mxfp4 or nf4");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 9e-7, Double.POSITIVE_INFINITY, Double.NaN})
  void dampingIsPositive(double damping) {
    assertThatThrownBy(() -> new CovarianceRounding(new Uniform(), 1, damping, NATURAL, 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be a finite number of at least 1e-6, but is " + damping);
  }

  @Test
  void inputsAndLimitAreAtLeastOne() {
    assertThatThrownBy(() -> new CovarianceRounding(new Uniform(), 0, 1, NATURAL, 1))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new CovarianceRounding(new Uniform(), 1, 1, NATURAL, 0))
        .isInstanceOf(InvalidParameterException.class);
  }

  private static LayerShape groups(int count) {
    return new LayerShape(
        "conv1", LayerKind.CONVOLUTION, new ImageShape(5, 5, 4), Window.same(3), 0, 8, count);
  }

  private static Uniform uniform(int bits, Granularity per, int group) {
    return new Uniform(bits, SYMMETRIC, per, group, UniformRange.MAX, 99, AFFINE);
  }

  private static VectorMap fitted(
      Quantizer quantizer, ColumnOrder order, float[][] weights, float[][] inputs) {
    RotationSample sample =
        RotationSample.weights(Nd4j.createFromArray(weights), Nd4j.createFromArray(inputs));
    return new CovarianceRounding(quantizer, inputs.length, DAMPING, order, 4608)
        .fit(sample, new Seed(1));
  }

  private static float[][] rounded(
      Quantizer quantizer, ColumnOrder order, float[][] weights, float[][] inputs) {
    return fitted(quantizer, order, weights, inputs)
        .apply(Nd4j.createFromArray(weights))
        .toFloatMatrix();
  }

  /** Numbers in (−1, 1), as the NumPy script makes them. */
  private static float[][] fractions(int rows, int columns, long factor, long modulus) {
    float[][] fractions = new float[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      double fraction = (i * factor + 3) % modulus / (double) modulus;
      fractions[i / columns][i % columns] = (float) ((fraction - 0.5) * 2);
    }
    return fractions;
  }

  /** Each component holds three quarters of the one before; the mean is not 0. */
  private static float[][] filtered(int rows, int columns) {
    float[][] filtered = fractions(rows, columns, 7919, 10_007);
    for (float[] row : filtered) {
      for (int j = 1; j < columns; j++) {
        row[j] = 0.75f * row[j - 1] + 0.5f * row[j];
      }
      for (int j = 0; j < columns; j++) {
        row[j] += 0.25f;
      }
    }
    return filtered;
  }

  /** Gaussian vectors, each component the sum of two neighbours, with a mean. */
  private static float[][] mixed(int rows, int columns, long seed) {
    float[][] mixed = Gaussian.rows(rows, columns, seed);
    for (float[] row : mixed) {
      for (int j = 1; j < columns; j++) {
        row[j] = row[j] + 0.9f * row[j - 1];
      }
    }
    return mixed;
  }

  private static int[][] codes(float[][] rounded, float[][] weights, int group) {
    int[][] codes = new int[rounded.length][rounded[0].length];
    for (int i = 0; i < codes.length; i++) {
      for (int j = 0; j < codes[i].length; j++) {
        float largest = 0;
        for (int k = j / group * group;
            k < Math.min(codes[i].length, j / group * group + group);
            k++) {
          largest = Math.max(largest, Math.abs(weights[i][k]));
        }
        codes[i][j] = Math.round(rounded[i][j] / (largest / 3));
      }
    }
    return codes;
  }

  private static double sum(float[][] rows) {
    double sum = 0;
    for (float[] row : rows) {
      for (float component : row) {
        sum += component;
      }
    }
    return sum;
  }
}
