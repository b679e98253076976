package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

class ScaledBinaryTest extends QuantizerProperties {

  @Override
  protected List<Quantizer> quantizers() {
    return List.of(new ScaledBinary());
  }

  @Test
  void everyComponentGetsTheMeanMagnitudeAndItsSign() {
    assertThat(quantized(new ScaledBinary(), new float[][] {{3, -1, 0, -4}, {1, 1, -1, 1}}))
        .containsExactly(2, -2, -2, -2, 1, 1, -1, 1);
  }

  @Test
  void theLargestNumbersHaveAMean() {
    float huge = Float.MAX_VALUE;
    assertThat(quantized(new ScaledBinary(), new float[][] {{huge, -huge, huge}}))
        .containsExactly(huge, -huge, huge);
  }

  @Test
  void servesWeightsAndActivations() {
    LayerShape layer = LayerShape.dense("dense1", 3, 2);
    for (Role role : Role.values()) {
      assertThat(new ScaledBinary().unsupported(layer, role)).isEmpty();
    }
  }

  @Property(tries = 100, seed = "1705")
  void noOtherScaleIsCloser(@ForAll("moderateRows") float[][] rows) {
    for (float[] row : rows) {
      float[] image = quantized(new ScaledBinary(), new float[][] {row});
      double error = Geometry.squaredDistance(row, image);
      for (float factor : new float[] {0.5f, 0.99f, 1.01f, 2}) {
        float[] other = image.clone();
        for (int i = 0; i < other.length; i++) {
          other[i] *= factor;
        }
        assertThat(error).isLessThanOrEqualTo(Geometry.squaredDistance(row, other));
      }
    }
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(@ForAll("rows") float[][] rows) {
    assertTwiceIsOnce(new ScaledBinary(), rows);
  }

  @Property(tries = 50, seed = "1705")
  void factorsPassThrough(
      @ForAll("moderateRows") float[][] rows, @ForAll @IntRange(min = -20, max = 20) int exponent) {
    assertPassesThrough(exponent, new ScaledBinary(), rows);
  }
}
