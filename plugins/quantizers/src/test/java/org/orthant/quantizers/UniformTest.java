package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orthant.quantizers.Granularity.FILTER;
import static org.orthant.quantizers.Granularity.LAYER;
import static org.orthant.quantizers.UniformRange.LEAST_SQUARES;
import static org.orthant.quantizers.UniformRange.MAX;
import static org.orthant.quantizers.UniformRange.PERCENTILE;
import static org.orthant.quantizers.UniformScheme.AFFINE;
import static org.orthant.quantizers.UniformScheme.SYMMETRIC;

import java.util.ArrayList;
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
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

class UniformTest extends QuantizerProperties {

  @Override
  List<Quantizer> quantizers() {
    List<Quantizer> quantizers = new ArrayList<>();
    for (UniformScheme scheme : UniformScheme.values()) {
      for (Granularity per : Granularity.values()) {
        for (UniformRange range : UniformRange.values()) {
          quantizers.add(new Uniform(3, scheme, per, range, 75));
        }
      }
    }
    quantizers.add(new Uniform(1, AFFINE, FILTER, MAX, 100));
    quantizers.add(new Uniform(16, AFFINE, FILTER, MAX, 100));
    quantizers.add(new Uniform(16, SYMMETRIC, FILTER, MAX, 100));
    return quantizers;
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
        fitted(new Uniform(3, SYMMETRIC, LAYER, MAX, 100), new float[][] {{1, 2}, {-3, 0}});
    VectorMap affine =
        fitted(new Uniform(2, AFFINE, LAYER, MAX, 100), new float[][] {{1, 2}, {-1, 0}});
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
    assertThat(largest(quantized(new Uniform(8, AFFINE, FILTER, PERCENTILE, 99.9), rows)))
        .isEqualTo(999);
    assertThat(largest(quantized(new Uniform(8, SYMMETRIC, FILTER, PERCENTILE, 90), rows)))
        .isEqualTo(900);
    assertThat(largest(quantized(new Uniform(8, SYMMETRIC, FILTER, PERCENTILE, 100), rows)))
        .isEqualTo(1000);
  }

  @Test
  void aPercentileIsTakenAtEitherEnd() {
    float[][] rows = {{-100, -3, 0, 0, 0, 0, 0, 0, 4, 50}};
    float[] image = quantized(new Uniform(3, AFFINE, FILTER, PERCENTILE, 90), rows);
    assertThat(image).containsExactly(-3, -3, 0, 0, 0, 0, 0, 0, 4, 4);
  }

  @Test
  void theDefaultServesWeights() {
    assertThat(new Uniform()).isEqualTo(new Uniform(8, SYMMETRIC, FILTER, MAX, 99.9));
  }

  @Test
  void activationsAreServedPerLayerOnly() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    Uniform perLayer = new Uniform(8, SYMMETRIC, LAYER, MAX, 99.9);
    assertThat(new Uniform().unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(perLayer.unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(perLayer.unsupported(layer, Role.ACTIVATIONS)).isEmpty();
    assertThat(new Uniform().unsupported(layer, Role.ACTIVATIONS))
        .hasValueSatisfying(reason -> assertThat(reason).contains("write per: layer"));
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
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 50, 100.1, -1, Double.NaN})
  void aPercentileIsMoreThanHalfAndAtMostAll(double percentile) {
    assertThatThrownBy(() -> new Uniform(8, AFFINE, FILTER, PERCENTILE, percentile))
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
    for (UniformRange range : UniformRange.values()) {
      assertThat(distinct(quantized(new Uniform(bits, SYMMETRIC, FILTER, range, 90), rows)))
          .isLessThanOrEqualTo((1 << bits) - 1);
      assertThat(distinct(quantized(new Uniform(bits, AFFINE, FILTER, range, 90), rows)))
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
        double max = error(new Uniform(bits, scheme, FILTER, MAX, 99), row);
        double leastSquares = error(new Uniform(bits, scheme, FILTER, LEAST_SQUARES, 99), row);
        assertThat(leastSquares).isLessThanOrEqualTo(max + rounding);
      }
    }
  }

  /** The best three levels −s, 0, s for Gaussian vectors leave an error of 1 − 0.8999² = 0.190. */
  @ParameterizedTest
  @CsvSource({"FILTER", "LAYER"})
  void leastSquaresWithTwoBitsIsAlmostTheBestTernary(Granularity per) {
    float[] row = Gaussian.rows(1, 100_000, 13)[0];
    Uniform uniform = new Uniform(2, SYMMETRIC, per, LEAST_SQUARES, 99);
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
      assertTwiceIsOnce(new Uniform(4, SYMMETRIC, LAYER, range, 80), rows);
      assertTwiceIsOnce(new Uniform(4, AFFINE, LAYER, range, 80), rows);
    }
    assertTwiceIsOnce(new Uniform(4, SYMMETRIC, FILTER, MAX, 80), rows);
    assertTwiceIsOnce(new Uniform(4, SYMMETRIC, FILTER, PERCENTILE, 80), rows);
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
      for (UniformRange range : UniformRange.values()) {
        assertPassesThrough(exponent, new Uniform(3, scheme, FILTER, range, 80), rows);
      }
    }
  }

  private static Uniform perFilter(int bits, UniformScheme scheme) {
    return new Uniform(bits, scheme, FILTER, MAX, 99.9);
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
