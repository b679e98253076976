package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** What the quantizers here hold to beyond the contract, whatever their parameters. */
public abstract class QuantizerProperties {

  /** With the parameters worth trying. */
  protected abstract List<Quantizer> quantizers();

  @Property(tries = 100, seed = "1705")
  void givesFiniteNumbersAndNoNegativeZero(@ForAll("rows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      for (float component : quantized(quantizer, rows)) {
        assertThat(component).isFinite();
        assertThat(Float.floatToRawIntBits(component)).isNotEqualTo(Integer.MIN_VALUE);
      }
    }
  }

  @Property(tries = 50, seed = "1705")
  void aRowIsMappedAlikeAmongOthersAndAlone(@ForAll("rows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      float[] together = quantized(quantizer, rows);
      for (int r = 0; r < rows.length; r++) {
        float[] alone = quantized(quantizer, new float[][] {rows[r]});
        for (int c = 0; c < alone.length; c++) {
          assertThat(together[r * alone.length + c]).isEqualTo(alone[c]);
        }
      }
    }
  }

  @Property(tries = 50, seed = "1705")
  void float64StaysAndAgreesWithFloat32(@ForAll("moderateRows") float[][] rows) {
    for (Quantizer quantizer : quantizers()) {
      INDArray doubles = Nd4j.createFromArray(rows).castTo(DataType.DOUBLE);
      INDArray result = fitted(quantizer).apply(doubles);

      assertThat(result.dataType()).isEqualTo(DataType.DOUBLE);
      assertThat(result.data().asFloat()).containsExactly(quantized(quantizer, rows));
    }
  }

  @Test
  void zerosStay() {
    for (Quantizer quantizer : quantizers()) {
      assertThat(quantized(quantizer, new float[][] {{0, -0f, 0}})).containsExactly(0, 0, 0);
    }
  }

  @Provide
  final Arbitrary<float[][]> rows() {
    return AbusiveVectors.rows();
  }

  @Provide
  final Arbitrary<float[][]> moderateRows() {
    return AbusiveVectors.moderateRows();
  }

  /** The map as fitted to a layer of two small filters. */
  protected static VectorMap fitted(Quantizer quantizer) {
    return fitted(quantizer, new float[][] {{-1, 0.25f, 0.5f}, {0.125f, 2, -1}});
  }

  protected static VectorMap fitted(Quantizer quantizer, float[][] sample) {
    return quantizer.fit(new Weights(Nd4j.createFromArray(sample)), new Seed(1));
  }

  protected static float[] quantized(Quantizer quantizer, float[][] rows) {
    return fitted(quantizer).apply(Nd4j.createFromArray(rows)).data().asFloat();
  }

  protected static void assertTwiceIsOnce(Quantizer quantizer, float[][] rows) {
    VectorMap map = fitted(quantizer);
    INDArray once = map.apply(Nd4j.createFromArray(rows));
    assertThat(map.apply(once).data().asFloat()).containsExactly(once.data().asFloat());
  }

  /** Asserts that q(2ⁿx) = 2ⁿq(x). */
  protected static void assertPassesThrough(int exponent, Quantizer quantizer, float[][] rows) {
    float[] scaled = quantized(quantizer, AbusiveVectors.timesPowerOfTwo(rows, exponent));
    float[] plain = quantized(quantizer, rows);
    assertThat(scaled)
        .containsExactly(AbusiveVectors.timesPowerOfTwo(new float[][] {plain}, exponent)[0]);
  }

  private record Weights(INDArray rows) implements Sample {
    @Override
    public LayerShape shape() {
      return LayerShape.dense("dense1", rows.columns(), rows.rows());
    }

    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      throw new AssertionError("no quantizer here looks at the inputs");
    }
  }
}
