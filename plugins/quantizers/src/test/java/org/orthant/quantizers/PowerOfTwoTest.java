package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

class PowerOfTwoTest extends QuantizerProperties {

  @Override
  protected List<Quantizer> quantizers() {
    return List.of(new PowerOfTwo(2), new PowerOfTwo(), new PowerOfTwo(8));
  }

  @Test
  void twoBitsKeepOneExponent() {
    assertThat(quantized(new PowerOfTwo(2), new float[][] {{1.4f, -0.5f, 0.49f, 0, -1.2f}}))
        .containsExactly(1, -1, 0, 0, -1);
  }

  /** Levels 1, 1/2, 1/4; halfway between them and below the last lie 0.75, 0.375 and 0.125. */
  @Test
  void threeBitsKeepThreeExponents() {
    assertThat(
            quantized(
                new PowerOfTwo(3),
                new float[][] {{1, 0.75f, 0.74f, -0.375f, 0.374f, 0.125f, 0.124f, -0.01f}}))
        .containsExactly(1, 1, 0.5f, -0.5f, 0.25f, 0.25f, 0, 0);
  }

  @Test
  void theLargestExponentIsTheNearest() {
    assertThat(quantized(new PowerOfTwo(), new float[][] {{1.49f}, {1.5f}, {1.99f}}))
        .containsExactly(1, 2, 2);
  }

  @Test
  void theLargestExponentStaysWithinTheType() {
    assertThat(quantized(new PowerOfTwo(), new float[][] {{Float.MAX_VALUE, -3e38f}}))
        .containsExactly(0x1p127f, -0x1p127f);
    double[][] doubles = {{Double.MAX_VALUE, -1e308, 1e300}};
    assertThat(fitted(new PowerOfTwo()).apply(Nd4j.createFromArray(doubles)).data().asDouble())
        .containsExactly(0x1p1023, -0x1p1023, 0);
  }

  @Test
  void fourBitsAreTheDefault() {
    assertThat(new PowerOfTwo()).isEqualTo(new PowerOfTwo(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 9})
  void thereAreBetweenTwoAndEightBits(int bits) {
    assertThatThrownBy(() -> new PowerOfTwo(bits))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be between 2 and 8, but is " + bits);
  }

  @Test
  void servesWeightsOnly() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    assertThat(new PowerOfTwo().unsupported(layer, Role.WEIGHTS)).isEmpty();
    assertThat(new PowerOfTwo().unsupported(layer, Role.ACTIVATIONS))
        .hasValueSatisfying(reason -> assertThat(reason).contains("uniform: { per: layer }"));
    assertThat(new PowerOfTwo().unsupported(layer, Role.INPUTS))
        .hasValueSatisfying(reason -> assertThat(reason).endsWith("for inputs there is uniform"));
  }

  @Property(tries = 100, seed = "1705")
  void everyMagnitudeGoesToTheNearestLevel(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = 2, max = 8) int bits) {
    for (float[] row : rows) {
      float[] image = quantized(new PowerOfTwo(bits), new float[][] {row});
      for (int i = 0; i < row.length; i++) {
        assertThat(image[i]).isEqualTo((float) nearestLevel(row[i], row, bits));
      }
    }
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(@ForAll("rows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      assertTwiceIsOnce(quantizer, rows);
    }
  }

  @Property(tries = 50, seed = "1705")
  void powersOfTwoPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    assertPassesThrough(exponent, new PowerOfTwo(), rows);
  }

  /** By trying all levels, from the largest power that is at most 4/3 of the largest magnitude. */
  private static double nearestLevel(float component, float[] row, int bits) {
    double largest = 0;
    for (float other : row) {
      largest = Math.max(largest, Math.abs(other));
    }
    if (largest == 0) {
      return 0;
    }
    double level = 0x1p60;
    while (3 * level > 4 * largest) {
      level /= 2;
    }
    double magnitude = Math.abs((double) component);
    double nearest = level;
    for (int k = 1; k <= (1 << (bits - 1)) - 1; k++) {
      double next = k == (1 << (bits - 1)) - 1 ? 0 : level / 2;
      if (Math.abs(magnitude - next) < Math.abs(magnitude - nearest)) {
        nearest = next;
      }
      level = next;
    }
    return component < 0 && nearest > 0 ? -nearest : nearest;
  }
}
