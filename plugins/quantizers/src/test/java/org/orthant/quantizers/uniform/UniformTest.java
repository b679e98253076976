package org.orthant.quantizers.uniform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orthant.quantizers.uniform.Granularity.FILTER;
import static org.orthant.quantizers.uniform.Granularity.GROUP;
import static org.orthant.quantizers.uniform.Granularity.LAYER;
import static org.orthant.quantizers.uniform.UniformRange.ENTROPY;
import static org.orthant.quantizers.uniform.UniformRange.LEAST_SQUARES;
import static org.orthant.quantizers.uniform.UniformRange.MAX;
import static org.orthant.quantizers.uniform.UniformRange.PERCENTILE;
import static org.orthant.quantizers.uniform.UniformScheme.AFFINE;
import static org.orthant.quantizers.uniform.UniformScheme.SYMMETRIC;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.Gaussian;
import org.orthant.quantizers.Geometry;
import org.orthant.quantizers.QuantizerProperties;
import org.orthant.quantizers.RowByRow;
import org.orthant.quantizers.Ternary;
import org.orthant.quantizers.TernaryRule;
import org.orthant.quantizers.rotation.RotationSample;

class UniformTest extends QuantizerProperties {

  @Override
  protected List<Quantizer> quantizers() {
    List<Quantizer> quantizers = new ArrayList<>();
    for (UniformScheme scheme : UniformScheme.values()) {
      for (Granularity per : Granularity.values()) {
        for (UniformRange range : of(per)) {
          quantizers.add(uniform(3, scheme, per, range, 75));
        }
      }
    }
    quantizers.add(uniform(1, AFFINE, FILTER, MAX, 100));
    quantizers.add(uniform(16, AFFINE, FILTER, MAX, 100));
    quantizers.add(uniform(16, SYMMETRIC, FILTER, MAX, 100));
    return quantizers;
  }

  private static List<UniformRange> of(Granularity per) {
    return per == LAYER ? List.of(UniformRange.values()) : List.of(MAX, PERCENTILE, LEAST_SQUARES);
  }

  private static Uniform uniform(
      int bits, UniformScheme scheme, Granularity per, UniformRange range, double percentile) {
    return new Uniform(bits, scheme, per, 2, range, percentile, AFFINE);
  }

  @Test
  void symmetricHasAsManyStepsBelowZeroAsAbove() {
    assertThat(quantized(perFilter(2, SYMMETRIC), new float[][] {{1, -0.6f, 0.4f, 0}}))
        .containsExactly(1, -1, 0, 0);
    assertThat(quantized(perFilter(3, SYMMETRIC), new float[][] {{-3, 1.2f, 0.4f, 2.6f}}))
        .containsExactly(-3, 1, 0, 3);
  }

  @Test
  void affineGoesFromTheSmallestToTheLargest() {
    assertThat(quantized(perFilter(2, AFFINE), new float[][] {{-1, 0.3f, 2, 1.4f}}))
        .containsExactly(-1, 0, 2, 1);
    assertThat(quantized(perFilter(1, AFFINE), new float[][] {{0.2f, 0.8f, 1}}))
        .containsExactly(0, 1, 1);
  }

  /** The step is 1, and −0.4 and 2.6 become 0 and 3. */
  @Test
  void affineMovesTheGridToHoldZero() {
    assertThat(quantized(perFilter(2, AFFINE), new float[][] {{-0.4f, 0, 2.6f}}))
        .containsExactly(0, 0, 3);
  }

  @Test
  void perLayerTheRangeIsTheSamplesAndTheRestSaturates() {
    VectorMap symmetric =
        fitted(uniform(3, SYMMETRIC, LAYER, MAX, 100), new float[][] {{1, 2}, {-3, 0}});
    VectorMap affine = fitted(uniform(2, AFFINE, LAYER, MAX, 100), new float[][] {{1, 2}, {-1, 0}});
    float[][] rows = {{0.8f, -50, 50}, {0.1f, 0.2f, 0.3f}};

    assertThat(symmetric.apply(Nd4j.createFromArray(rows)).data().asFloat())
        .containsExactly(1, -3, 3, 0, 0, 0);
    assertThat(affine.apply(Nd4j.createFromArray(rows)).data().asFloat())
        .containsExactly(1, -1, 2, 0, 0, 0);
  }

  @Test
  void aPercentileLeavesTheLargestOutside() {
    float[][] rows = new float[1][1000];
    for (int i = 0; i < 1000; i++) {
      rows[0][i] = i + 1;
    }
    assertThat(largest(quantized(uniform(8, AFFINE, FILTER, PERCENTILE, 99.9), rows)))
        .isEqualTo(999);
    assertThat(largest(quantized(uniform(8, SYMMETRIC, FILTER, PERCENTILE, 90), rows)))
        .isEqualTo(900);
    assertThat(largest(quantized(uniform(8, SYMMETRIC, FILTER, PERCENTILE, 100), rows)))
        .isEqualTo(1000);
  }

  @Test
  void aPercentileIsTakenAtEitherEnd() {
    float[][] rows = {{-100, -3, 0, 0, 0, 0, 0, 0, 4, 50}};
    float[] image = quantized(uniform(3, AFFINE, FILTER, PERCENTILE, 90), rows);
    assertThat(image).containsExactly(-3, -3, 0, 0, 0, 0, 0, 0, 4, 4);
  }

  @Test
  void theDefaultServesWeights() {
    assertThat(new Uniform()).isEqualTo(new Uniform(8, SYMMETRIC, FILTER, 128, MAX, 99.9, AFFINE));
  }

  @Test
  void activationsAreServedPerLayerOnly() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    Uniform perLayer = uniform(8, SYMMETRIC, LAYER, MAX, 99.9);
    assertThat(new Uniform().unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(perLayer.unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(perLayer.unsupported(layer, Role.ACTIVATIONS)).isEmpty();
    assertThat(new Uniform().unsupported(layer, Role.ACTIVATIONS))
        .hasValueSatisfying(reason -> assertThat(reason).contains("write per: layer"));
  }

  @Test
  void inputsAreServedWhateverSharesARange() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    for (Quantizer quantizer : quantizers()) {
      assertThat(quantizer.unsupported(layer, Role.INPUTS)).isEmpty();
    }
  }

  @Test
  void inputsHaveOneRangeForTheLayerInASchemeOfTheirOwn() {
    RotationSample sample = inputs(new float[][] {{-1, 2}, {0, 1}});
    for (Granularity per : Granularity.values()) {
      Uniform affine = new Uniform(2, SYMMETRIC, per, 1, MAX, 100, AFFINE);
      Uniform symmetric = new Uniform(2, AFFINE, per, 1, MAX, 100, SYMMETRIC);
      INDArray rows = Nd4j.createFromArray(new float[][] {{0.8f, -50}, {50, 1.6f}, {0.2f, -0.4f}});

      assertThat(affine.fit(sample, new Seed(1)).apply(rows).data().asFloat())
          .containsExactly(1, -1, 2, 2, 0, 0);
      assertThat(symmetric.fit(sample, new Seed(1)).apply(rows).data().asFloat())
          .containsExactly(0, -2, 2, 2, 0, 0);
    }
  }

  /** As if each value were rounded alone, in a sample of one row of it. */
  @Property(tries = 50, seed = "1705")
  void manyRowsOfInputsGoToTheNearestPointsOfTheSamplesGrid(
      @ForAll("rows") float[][] sample, @ForAll @IntRange(min = 2, max = 9) int bits) {
    int columns = sample[0].length;
    float[] values = Gaussian.rows(1, 3001 * columns, bits)[0];
    INDArray rows = Nd4j.createFromArray(values).reshape(3001, columns);
    for (UniformRange range : List.of(MAX, PERCENTILE, LEAST_SQUARES)) {
      Uniform uniform = new Uniform(bits, SYMMETRIC, FILTER, 128, range, 80, AFFINE);
      UniformGrid grid =
          new GridChoice(bits, AFFINE, range, 80)
              .grid(RowByRow.components(Nd4j.createFromArray(sample)));
      float[] image = uniform.fit(inputs(sample), new Seed(1)).apply(rows).data().asFloat();
      for (int i = 0; i < values.length; i++) {
        double nearest = grid.nearest(values[i]);
        float saturated = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, nearest));
        assertThat(image[i]).isEqualTo(saturated + 0f);
      }
    }
  }

  @Test
  void perGroupConsecutiveComponentsShareARange() {
    float[][] rows = {{1, 0.4f, 30, -13, 0.5f}};
    assertThat(quantized(uniform(2, SYMMETRIC, GROUP, MAX, 100), rows))
        .containsExactly(1, 0, 30, 0, 0.5f);
    assertThat(quantized(uniform(2, AFFINE, GROUP, MAX, 100), new float[][] {{3, 1.4f, -3, -0.9f}}))
        .containsExactly(3, 1, -3, -1);
  }

  @Property(tries = 50, seed = "1705")
  void eachGroupIsAFilter(
      @ForAll("rows") float[][] rows, @ForAll @IntRange(min = 1, max = 10) int group) {
    for (UniformRange range : of(GROUP)) {
      Uniform perFilter = uniform(4, AFFINE, FILTER, range, 80);
      Uniform perGroup = new Uniform(4, AFFINE, GROUP, group, range, 80, AFFINE);
      for (float[] row : rows) {
        float[] image = quantized(perGroup, new float[][] {row});
        for (int from = 0; from < row.length; from += group) {
          int to = Math.min(row.length, from + group);
          float[] alone = quantized(perFilter, new float[][] {Arrays.copyOfRange(row, from, to)});
          assertThat(Arrays.copyOfRange(image, from, to)).containsExactly(alone);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void aGroupHasAComponent(int group) {
    assertThatThrownBy(() -> new Uniform(8, AFFINE, GROUP, group, MAX, 99.9, AFFINE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is " + group);
  }

  @Test
  void entropyIsPerLayerOnly() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    assertThat(uniform(8, AFFINE, LAYER, ENTROPY, 99).unsupported(layer, Role.WEIGHTS)).isEmpty();
    for (Granularity per : List.of(FILTER, GROUP)) {
      assertThat(uniform(8, AFFINE, per, ENTROPY, 99).unsupported(layer, Role.WEIGHTS))
          .hasValueSatisfying(reason -> assertThat(reason).contains("write per: layer"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 17})
  void thereAreBetweenOneAndSixteenBits(int bits) {
    assertThatThrownBy(() -> perFilter(bits, AFFINE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be between 1 and 16, but is " + bits);
  }

  @Test
  void symmetricNeedsTwoBits() {
    assertThatThrownBy(() -> perFilter(1, SYMMETRIC))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("must be at least 2 in the symmetric scheme");
    assertThatThrownBy(() -> new Uniform(1, AFFINE, FILTER, 128, MAX, 99.9, SYMMETRIC))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("must be at least 2 in the symmetric scheme");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 50, 100.1, -1, Double.NaN})
  void aPercentileIsMoreThanHalfAndAtMostAll(double percentile) {
    assertThatThrownBy(() -> uniform(8, AFFINE, FILTER, PERCENTILE, percentile))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be more than 50 and at most 100, but is " + percentile);
  }

  @Property(tries = 100, seed = "1705")
  void nothingMovesByMoreThanHalfAStep(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = 2, max = 16) int bits) {
    for (float[] row : rows) {
      double low = 0;
      double high = 0;
      for (float component : row) {
        low = Math.min(low, component);
        high = Math.max(high, component);
      }
      float[] symmetric = quantized(perFilter(bits, SYMMETRIC), new float[][] {row});
      float[] affine = quantized(perFilter(bits, AFFINE), new float[][] {row});
      double symmetricStep = Math.max(-low, high) / ((1 << (bits - 1)) - 1);
      double affineStep = (high - low) / ((1 << bits) - 1);
      double rounding = 1e-7 * (high - low);
      for (int i = 0; i < row.length; i++) {
        assertThat((double) symmetric[i]).isCloseTo(row[i], within(symmetricStep / 2 + rounding));
        assertThat((double) affine[i]).isCloseTo(row[i], within(affineStep / 2 + rounding));
      }
    }
  }

  @Property(tries = 20, seed = "1705")
  void thereAreAtMostTwoToTheBitsValuesPerRow(
      @ForAll @IntRange(min = 2, max = 6) int bits,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    float[][] rows = Gaussian.rows(1, 2000, seed);
    for (UniformRange range : of(FILTER)) {
      assertThat(distinct(quantized(uniform(bits, SYMMETRIC, FILTER, range, 90), rows)))
          .isLessThanOrEqualTo((1 << bits) - 1);
      assertThat(distinct(quantized(uniform(bits, AFFINE, FILTER, range, 90), rows)))
          .isLessThanOrEqualTo(1 << bits);
    }
  }

  @Property(tries = 100, seed = "1705")
  void zeroComponentsStayZero(@ForAll("rows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      float[] image = quantized(quantizer, rows);
      for (int i = 0; i < image.length; i++) {
        if (rows[i / rows[0].length][i % rows[0].length] == 0) {
          assertThat(image[i]).isZero();
        }
      }
    }
  }

  @Property(tries = 100, seed = "1705")
  void leastSquaresIsNeverWorseThanMax(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = 2, max = 8) int bits) {
    for (UniformScheme scheme : UniformScheme.values()) {
      for (float[] row : rows) {
        double rounding = 1e-12 * Geometry.squaredNorm(row);
        double max = error(uniform(bits, scheme, FILTER, MAX, 99), row);
        double leastSquares = error(uniform(bits, scheme, FILTER, LEAST_SQUARES, 99), row);
        assertThat(leastSquares).isLessThanOrEqualTo(max + rounding);
      }
    }
  }

  /** The best three levels −s, 0, s for Gaussian vectors leave an error of 1 − 0.8999² = 0.190. */
  @ParameterizedTest
  @CsvSource({"FILTER", "LAYER"})
  void leastSquaresWithTwoBitsIsAlmostTheBestTernary(Granularity per) {
    float[] row = Gaussian.rows(1, 100_000, 13)[0];
    Uniform uniform = uniform(2, SYMMETRIC, per, LEAST_SQUARES, 99);
    float[] image =
        fitted(uniform, new float[][] {row})
            .apply(Nd4j.createFromArray(new float[][] {row}))
            .data()
            .asFloat();
    double best = error(new Ternary(TernaryRule.OPTIMAL, 0, true), row);
    double found = Geometry.squaredDistance(row, image);

    assertThat(best / Geometry.squaredNorm(row)).isCloseTo(0.190, within(0.003));
    assertThat(found).isBetween(best, 1.01 * best);
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(@ForAll("rows") float[][] rows) {
    for (UniformRange range : UniformRange.values()) {
      assertTwiceIsOnce(uniform(4, SYMMETRIC, LAYER, range, 80), rows);
      assertTwiceIsOnce(uniform(4, AFFINE, LAYER, range, 80), rows);
    }
    for (Granularity per : List.of(FILTER, GROUP)) {
      assertTwiceIsOnce(uniform(4, SYMMETRIC, per, MAX, 80), rows);
      assertTwiceIsOnce(uniform(4, SYMMETRIC, per, PERCENTILE, 80), rows);
    }
  }

  /** Zero moves the grid from −0.5 … 2.5 to 0 … 3, where the row reaches 2 only. */
  @Test
  void twiceIsNotOnceWhereTheRangeOfTheResultIsAnother() {
    float[] once = quantized(perFilter(2, AFFINE), new float[][] {{-0.5f, 1, 2.5f}});
    assertThat(once).containsExactly(0, 1, 2);
    float[] twice = quantized(perFilter(2, AFFINE), new float[][] {once});
    assertThat(twice).containsExactly(0, 4 / 3f, 2);
  }

  @Property(tries = 50, seed = "1705")
  void perFilterPowersOfTwoPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    for (UniformScheme scheme : UniformScheme.values()) {
      for (UniformRange range : of(FILTER)) {
        assertPassesThrough(exponent, uniform(3, scheme, FILTER, range, 80), rows);
        assertPassesThrough(exponent, uniform(3, scheme, GROUP, range, 80), rows);
      }
    }
  }

  private static Uniform perFilter(int bits, UniformScheme scheme) {
    return uniform(bits, scheme, FILTER, MAX, 99.9);
  }

  private static RotationSample inputs(float[][] rows) {
    return RotationSample.inputs(Nd4j.createFromArray(rows));
  }

  private static double error(Quantizer quantizer, float[] row) {
    return Geometry.squaredDistance(row, quantized(quantizer, new float[][] {row}));
  }

  private static float largest(float[] values) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static int distinct(float[] values) {
    Set<Float> distinct = new HashSet<>();
    for (float value : values) {
      distinct.add(value);
    }
    return distinct.size();
  }
}
