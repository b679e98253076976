package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

class ResidualBinaryTest extends QuantizerProperties {

  @Override
  protected List<Quantizer> quantizers() {
    return List.of(new ResidualBinary(1), new ResidualBinary(), new ResidualBinary(32));
  }

  /** α₁ = 2 leaves (2, −1, −1), whose α₂ is 4/3. */
  @Test
  void addsTheSignsOfWhatIsLeft() {
    assertThat(quantized(new ResidualBinary(2), new float[][] {{4, 1, 1}}))
        .containsExactly(10 / 3f, 2 / 3f, 2 / 3f);
  }

  @Test
  void twoTermsAreTheDefault() {
    assertThat(new ResidualBinary()).isEqualTo(new ResidualBinary(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 33})
  void thereAreBetweenOneAndThirtyTwoTerms(int terms) {
    assertThatThrownBy(() -> new ResidualBinary(terms))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be between 1 and 32, but is " + terms);
  }

  @Test
  void servesWeightsAndActivations() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    for (Role role : Role.values()) {
      assertThat(new ResidualBinary().unsupported(layer, role)).isEmpty();
    }
  }

  @Property(tries = 100, seed = "1705")
  void oneTermIsScaledBinary(@ForAll("rows") float[][] rows) {
    assertThat(quantized(new ResidualBinary(1), rows))
        .containsExactly(quantized(new ScaledBinary(), rows));
  }

  @Property(tries = 50, seed = "1705")
  void theErrorNeverGrowsWithAnotherTerm(@ForAll("moderateRows") float[][] rows) {
    for (float[] row : rows) {
      double rounding = 1e-12 * Geometry.squaredNorm(row);
      double error = Geometry.squaredNorm(row);
      for (int terms = 1; terms <= 8; terms++) {
        float[] image = quantized(new ResidualBinary(terms), new float[][] {row});
        double next = Geometry.squaredDistance(row, image);
        assertThat(next).isLessThanOrEqualTo(error + rounding);
        error = next;
      }
    }
  }

  /** On Gaussian vectors the error falls to 1 − E|x|² and then by (E||x| − E|x||)². */
  @Test
  void theErrorOnGaussianVectorsAgreesWithTheory() {
    float[][] rows = Gaussian.rows(1, 1_000_000, 3);
    double mean = Math.sqrt(2 / Math.PI);
    double deviation = 0;
    double step = 1e-4;
    for (double x = step / 2; x < 10; x += step) {
      deviation += Math.abs(x - mean) * mean * Math.exp(-x * x / 2) * step;
    }
    double one = 1 - mean * mean;
    double two = one - deviation * deviation;

    assertThat(relativeError(1, rows)).isCloseTo(one, within(0.003));
    assertThat(relativeError(2, rows)).isCloseTo(two, within(0.003));
  }

  @Property(tries = 20, seed = "1705")
  void thereAreAtMostTwoToTheTermsValues(
      @ForAll @IntRange(min = 1, max = 5) int terms,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Set<Float> values = new HashSet<>();
    for (float value : quantized(new ResidualBinary(terms), Gaussian.rows(1, 500, seed))) {
      values.add(value);
    }
    assertThat(values).hasSizeLessThanOrEqualTo(1 << terms);
  }

  @Test
  void twiceIsNotOnceWithTwoTerms() {
    ResidualBinary twoTerms = new ResidualBinary(2);
    float[] once = quantized(twoTerms, new float[][] {{4, 1, 1}});
    assertThat(quantized(twoTerms, new float[][] {once})).doesNotContain(once);
  }

  @Property(tries = 50, seed = "1705")
  void factorsPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    assertPassesThrough(exponent, new ResidualBinary(), rows);
  }

  private static double relativeError(int terms, float[][] rows) {
    return Geometry.squaredDistance(rows[0], quantized(new ResidualBinary(terms), rows))
        / Geometry.squaredNorm(rows[0]);
  }
}
