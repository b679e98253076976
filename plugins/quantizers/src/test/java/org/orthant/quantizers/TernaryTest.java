package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

class TernaryTest extends QuantizerProperties {
  private static final Ternary OPTIMAL = new Ternary(TernaryRule.OPTIMAL, 0.7, false);
  private static final Ternary OPTIMAL_SCALED = new Ternary(TernaryRule.OPTIMAL, 0.7, true);

  @Override
  protected List<Quantizer> quantizers() {
    List<Quantizer> quantizers = new ArrayList<>();
    for (TernaryRule rule : TernaryRule.values()) {
      quantizers.add(new Ternary(rule, 0.7, false));
      quantizers.add(new Ternary(rule, 0.7, true));
    }
    return quantizers;
  }

  @Test
  void relativeComparesWithTheRowsMeanMagnitude() {
    float[][] rows = {{4, -2, 1.75f, 0.25f}, {0.5f, -0.25f, 0.21875f, 0.03125f}};
    Ternary mean = new Ternary(TernaryRule.RELATIVE, 1, false);
    assertThat(quantized(mean, rows)).containsExactly(1, 0, 0, 0, 1, 0, 0, 0);
    assertThat(quantized(new Ternary(), rows)).containsExactly(1, -1, 1, 0, 1, -1, 1, 0);
  }

  @Test
  void absoluteComparesWithTheThresholdItself() {
    float[][] rows = {{0.25f, -0.25f, 0.375f, -0.5f}};
    assertThat(quantized(new Ternary(TernaryRule.ABSOLUTE, 0.25, false), rows))
        .containsExactly(0, 0, 1, -1);
    assertThat(quantized(new Ternary(TernaryRule.ABSOLUTE, 0.25, true), rows))
        .containsExactly(0, 0, 0.4375f, -0.4375f);
    assertThat(quantized(new Ternary(TernaryRule.ABSOLUTE, 0.5, true), rows))
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void absmeanComparesWithHalfTheMeanMagnitudeOfAllRows() {
    // γ = 1, so that half of it is the largest that becomes 0.
    float[][] rows = {{0.5f, -0.75f, 0.25f, -1.5f}, {2, 0, -2, 1}};
    assertThat(fittedToItself(false, rows)).containsExactly(0, -1, 0, -1, 1, 0, -1, 1);
    float[][] doubled = {{1, -1.5f, 0.5f, -3}, {4, 0, -4, 2}};
    assertThat(fittedToItself(true, doubled)).containsExactly(0, -2, 0, -2, 2, 0, -2, 2);
  }

  private static float[] fittedToItself(boolean scaled, float[][] rows) {
    return fitted(new Ternary(TernaryRule.ABSMEAN, 0.7, scaled), rows)
        .apply(Nd4j.createFromArray(rows))
        .data()
        .asFloat();
  }

  @Test
  void optimalKeepsWhatTurnsTheRowLeast() {
    // 5/√1 = 5 < 8/√2 = 5.66 > 9/√3 = 5.20
    float[][] rows = {{5, 1, -3}};
    assertThat(quantized(OPTIMAL, rows)).containsExactly(1, 0, -1);
    assertThat(quantized(OPTIMAL_SCALED, rows)).containsExactly(4, 0, -4);
  }

  @Test
  void optimalIgnoresTheThreshold() {
    float[][] rows = Gaussian.rows(3, 50, 5);
    assertThat(quantized(new Ternary(TernaryRule.OPTIMAL, 1e9, true), rows))
        .containsExactly(quantized(OPTIMAL_SCALED, rows));
  }

  @Test
  void theDefaultIsThatOfTernaryWeightNetworks() {
    assertThat(new Ternary()).isEqualTo(new Ternary(TernaryRule.RELATIVE, 0.7, false));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aThresholdIsAFiniteNumberOfAtLeastZero(double threshold) {
    assertThatThrownBy(() -> new Ternary(TernaryRule.RELATIVE, threshold, false))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be a finite number of at least 0, but is " + threshold);
  }

  @Test
  void servesWeightsAndActivations() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    for (Role role : Role.values()) {
      assertThat(new Ternary().unsupported(layer, role)).isEmpty();
    }
  }

  /** Against all 3^d vectors of −1, 0 and +1. */
  @Property(tries = 50, seed = "1705")
  void noTernaryVectorIsNearerThanTheOptimalOne(@ForAll("moderateRows") float[][] rows) {
    float[] row = rows[0];
    double best = 0;
    int patterns = (int) Math.pow(3, row.length);
    float[] candidate = new float[row.length];
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int i = 0, rest = pattern; i < row.length; i++, rest /= 3) {
        candidate[i] = rest % 3 - 1;
      }
      best = Math.max(best, Geometry.cosine(row, candidate));
    }
    float[] optimal = quantized(OPTIMAL, new float[][] {row});
    assertThat(Geometry.cosine(row, optimal)).isCloseTo(best, within(1e-14));
  }

  @Property(tries = 20, seed = "1705")
  void noThresholdIsBetterThanTheOptimalOne(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    float[][] rows = Gaussian.rows(1, 200, seed);
    double optimal = Geometry.cosine(rows[0], quantized(OPTIMAL, rows));
    for (float magnitude : rows[0]) {
      Ternary other = new Ternary(TernaryRule.ABSOLUTE, Math.abs(magnitude), false);
      assertThat(Geometry.cosine(rows[0], quantized(other, rows)))
          .isLessThanOrEqualTo(optimal + 1e-14);
    }
  }

  @Property(tries = 100, seed = "1705")
  void equalMagnitudesAreKeptOrDroppedTogether(@ForAll("rows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      for (float[] row : rows) {
        float[] image = quantized(quantizer, new float[][] {row});
        for (int i = 0; i < row.length; i++) {
          for (int j = 0; j < i; j++) {
            if (Math.abs(row[i]) == Math.abs(row[j])) {
              assertThat(Math.abs(image[i])).isEqualTo(Math.abs(image[j]));
            }
          }
        }
      }
    }
  }

  /**
   * The closed form for Gaussian vectors gives 25.96° at t = 0.7·√(2/π), where erf(t/√2) = 42.35 %
   * are zeros, and 25.85° at the best t = 0.612. The spread of a row's angle is below 20°/√d, as
   * for signs, and mostly common to both rules.
   */
  @Test
  void anglesOfGaussianVectorsAgreeWithTheory() {
    float[][] rows = Gaussian.rows(400, 10_000, 7);
    float[] relative = quantized(new Ternary(), rows);
    double relativeDegrees = meanDegrees(rows, relative);
    double optimalDegrees = meanDegrees(rows, quantized(OPTIMAL, rows));
    int zeros = 0;
    for (float component : relative) {
      zeros += component == 0 ? 1 : 0;
    }

    assertThat(relativeDegrees).isCloseTo(25.96, within(4 * 20 / Math.sqrt(4e6)));
    assertThat(optimalDegrees).isCloseTo(25.85, within(4 * 20 / Math.sqrt(4e6)));
    assertThat(relativeDegrees - optimalDegrees).isCloseTo(25.96 - 25.85, within(0.015));
    assertThat(zeros / 4e6).isCloseTo(0.4235, within(4 * Math.sqrt(0.4235 * 0.5765 / 4e6)));
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(
      @ForAll("rows") float[][] rows, @ForAll @DoubleRange(min = 0, max = 3) double threshold) {
    assertTwiceIsOnce(new Ternary(TernaryRule.RELATIVE, threshold, false), rows);
    assertTwiceIsOnce(new Ternary(TernaryRule.RELATIVE, threshold, true), rows);
    assertTwiceIsOnce(new Ternary(TernaryRule.ABSOLUTE, threshold, true), rows);
    assertTwiceIsOnce(new Ternary(TernaryRule.ABSOLUTE, threshold / 4, false), rows);
    assertTwiceIsOnce(OPTIMAL, rows);
    assertTwiceIsOnce(OPTIMAL_SCALED, rows);
  }

  @Test
  void anAbsoluteThresholdOfOneDropsItsOwnResult() {
    Ternary absolute = new Ternary(TernaryRule.ABSOLUTE, 1, false);
    float[] once = quantized(absolute, new float[][] {{2, 1, -3}});
    assertThat(once).containsExactly(1, 0, -1);
    assertThat(quantized(absolute, new float[][] {once})).containsExactly(0, 0, 0);
  }

  @Property(tries = 50, seed = "1705")
  void factorsMakeNoDifferenceOrPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    float[][] scaled = AbusiveVectors.timesPowerOfTwo(rows, exponent);
    for (Ternary unscaled : List.of(new Ternary(), OPTIMAL)) {
      assertThat(quantized(unscaled, scaled)).containsExactly(quantized(unscaled, rows));
    }
    assertPassesThrough(exponent, new Ternary(TernaryRule.RELATIVE, 0.7, true), rows);
    assertPassesThrough(exponent, OPTIMAL_SCALED, rows);
  }

  private static double meanDegrees(float[][] rows, float[] images) {
    double sum = 0;
    for (int r = 0; r < rows.length; r++) {
      float[] image = new float[rows[r].length];
      System.arraycopy(images, r * image.length, image, 0, image.length);
      sum += Math.toDegrees(Math.acos(Geometry.cosine(rows[r], image)));
    }
    return sum / rows.length;
  }
}
