package org.orthant.quantizers.floats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.Gaussian;
import org.orthant.quantizers.Geometry;
import org.orthant.quantizers.QuantizerProperties;
import org.orthant.quantizers.uniform.Granularity;
import org.orthant.quantizers.uniform.Uniform;
import org.orthant.quantizers.uniform.UniformRange;
import org.orthant.quantizers.uniform.UniformScheme;

class Nf4Test extends QuantizerProperties {
  /** The probability below the largest value, as QLoRA's authors chose it. */
  private static final double OFFSET = 0.9677083;

  @Override
  protected List<Quantizer> quantizers() {
    return List.of(new Nf4(1), new Nf4(2), new Nf4());
  }

  @Test
  void thereAreSixteenValuesAndTheLargestMagnitudeStays() {
    assertThat(
            quantized(new Nf4(), new float[][] {{-2, 1.9f, 0.3f, -0.2f, 0.07f, 0, -0.09f, 1.44f}}))
        .containsExactly(
            -2,
            2,
            (float) (2 * 0.16093020141124725),
            (float) (-2 * 0.09105003625154495),
            0,
            0,
            0,
            (float) (2 * 0.7229568362236023));
  }

  @Test
  void eachBlockHasItsScale() {
    assertThat(quantized(new Nf4(2), new float[][] {{-1, 0.4f, 0.5f, 0.1f, -0.1f}}))
        .containsExactly(
            -1, (float) 0.44070982933044434, 0.5f, (float) (0.5 * 0.16093020141124725), -0.1f);
  }

  /**
   * At the largest value times z the normal distribution is the offset, and at the others it takes
   * equal steps down to a half: eight above 0, seven below.
   */
  @Test
  void theValuesAreQuantilesOfTheNormalLaw() {
    double[] levels = NormalGrid.levels();
    double z = 1.8481340;
    for (int i = 0; i <= 8; i++) {
      assertThat(normal(z * levels[15 - i]))
          .isCloseTo(OFFSET + i * (0.5 - OFFSET) / 8, within(1e-6));
    }
    for (int i = 0; i <= 7; i++) {
      assertThat(normal(-z * levels[i])).isCloseTo(OFFSET + i * (0.5 - OFFSET) / 7, within(1e-6));
    }
  }

  /** By Simpson's rule. */
  private static double normal(double x) {
    int steps = 1000;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double t = x * i / steps;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-t * t / 2);
    }
    return 0.5 + sum * x / steps / 3 / Math.sqrt(2 * Math.PI);
  }

  @Property(tries = 100, seed = "1705")
  void noOtherValueIsNearer(@ForAll("moderateRows") float[][] rows) {
    for (float[] row : rows) {
      float[] image = quantized(new Nf4(), new float[][] {row});
      double largest = 0;
      for (float component : row) {
        largest = Math.max(largest, Math.abs(component));
      }
      for (int i = 0; i < row.length; i++) {
        for (double level : NormalGrid.levels()) {
          assertThat(Math.abs((double) row[i] - image[i]))
              .isLessThanOrEqualTo(Math.abs(row[i] - level * largest) + 1e-7 * largest);
        }
      }
    }
  }

  @Test
  void normalWeightsLoseLessThanWithEquallySpacedValues() {
    float[] row = Gaussian.rows(1, 64_000, 3)[0];
    Uniform uniform =
        new Uniform(
            4,
            UniformScheme.SYMMETRIC,
            Granularity.GROUP,
            64,
            UniformRange.MAX,
            99,
            UniformScheme.AFFINE);
    assertThat(Geometry.squaredDistance(row, quantized(new Nf4(), new float[][] {row})))
        .isLessThan(0.9 * Geometry.squaredDistance(row, quantized(uniform, new float[][] {row})));
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(@ForAll("moderateRows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      assertTwiceIsOnce(quantizer, rows);
    }
  }

  @Property(tries = 50, seed = "1705")
  void powersOfTwoPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    assertPassesThrough(exponent, new Nf4(2), rows);
  }

  @Test
  void servesWeightsOnly() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    assertThat(new Nf4().unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(new Nf4().unsupported(layer, Role.ACTIVATIONS)).isPresent();
    assertThat(new Nf4().unsupported(layer, Role.INPUTS)).isPresent();
  }

  @Test
  void aBlockHasAComponentAndByDefaultSixtyFour() {
    assertThat(new Nf4()).isEqualTo(new Nf4(64));
    assertThatThrownBy(() -> new Nf4(0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is 0");
  }
}
