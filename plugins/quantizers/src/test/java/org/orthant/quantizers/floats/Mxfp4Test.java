package org.orthant.quantizers.floats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.QuantizerProperties;

class Mxfp4Test extends QuantizerProperties {

  @Override
  protected List<Quantizer> quantizers() {
    return List.of(new Mxfp4(1), new Mxfp4(2), new Mxfp4());
  }

  /** 4 makes the scale 1; halfway lie ¼, ¾, 1¼, 1¾, 2½, 3½ and 5. */
  @Test
  void halfwayTheEvenMantissaIsTheNearest() {
    assertThat(
            quantized(
                new Mxfp4(),
                new float[][] {{4, 0.25f, 0.75f, -1.25f, 1.75f, 2.5f, -3.5f, 5, 0.26f, 0.74f}}))
        .containsExactly(4, 0, 1, -1, 2, 2, -4, 4, 0.5f, 0.5f);
  }

  @Test
  void beyondSixItSaturates() {
    assertThat(quantized(new Mxfp4(), new float[][] {{7.99f, -7, 5.01f}, {8, 1, 0.49f}}))
        .containsExactly(6, -6, 6, 8, 1, 0);
  }

  @Test
  void eachBlockHasItsScale() {
    assertThat(quantized(new Mxfp4(2), new float[][] {{4, 0.1f, 0.4f, 0.1f, 0.1f}}))
        .containsExactly(4, 0, 0.375f, 0.09375f, 0.09375f);
  }

  @Test
  void scalesHaveEightBits() {
    assertThat(quantized(new Mxfp4(), new float[][] {{Float.MAX_VALUE, 0x1p-149f}}))
        .containsExactly(0x1.8p127f, 0);
    assertThat(quantized(new Mxfp4(), new float[][] {{0x1p-127f, 0x1p-128f, 0x1p-129f}}))
        .containsExactly(0x1p-127f, 0x1p-128f, 0);
    double[][] doubles = {{1e300, -1e-300}};
    assertThat(fitted(new Mxfp4()).apply(Nd4j.createFromArray(doubles)).data().asDouble())
        .containsExactly(6 * 0x1p127, 0);
  }

  /** All eight magnitudes are tried; a tie goes to that of the even code. */
  @Property(tries = 100, seed = "1705")
  void everyComponentGoesToTheNearestNumber(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = 1, max = 10) int block) {
    for (float[] row : rows) {
      float[] image = quantized(new Mxfp4(block), new float[][] {row});
      for (int i = 0; i < row.length; i++) {
        int from = i / block * block;
        float[] own = Arrays.copyOfRange(row, from, Math.min(row.length, from + block));
        assertThat(image[i]).isEqualTo(nearest(row[i], scale(own)));
      }
    }
  }

  private static double scale(float[] block) {
    double largest = 0;
    for (float component : block) {
      largest = Math.max(largest, Math.abs(component));
    }
    double scale = 0x1p-60;
    while (8 * scale <= largest) {
      scale *= 2;
    }
    return scale;
  }

  private static float nearest(float component, double scale) {
    double[] numbers = {0, 0.5, 1, 1.5, 2, 3, 4, 6};
    int best = 0;
    for (int code = 1; code < numbers.length; code++) {
      double distance = Math.abs(Math.abs(component) - scale * numbers[code]);
      double least = Math.abs(Math.abs(component) - scale * numbers[best]);
      if (distance < least || (distance == least && code % 2 == 0)) {
        best = code;
      }
    }
    return (float) (Math.signum(component) * scale * numbers[best]) + 0f;
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
    assertPassesThrough(exponent, new Mxfp4(2), rows);
  }

  @Test
  void servesAllThereIs() {
    for (Role role : Role.values()) {
      assertThat(new Mxfp4().unsupported(LayerShape.dense("dense1", 3, 2), role)).isEmpty();
    }
  }

  @Test
  void aBlockHasAComponentAndByDefaultThirtyTwo() {
    assertThat(new Mxfp4()).isEqualTo(new Mxfp4(32));
    assertThatThrownBy(() -> new Mxfp4(0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is 0");
  }
}
