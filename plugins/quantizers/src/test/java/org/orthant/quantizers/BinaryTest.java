package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

class BinaryTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, -1",
    "-0.0, -1",
    "1.4e-45, 1",
    "-1.4e-45, -1",
    "1e-40, 1",
    "1.17549435e-38, 1",
    "-1.17549435e-38, -1",
    "3.4028235e38, 1",
    "-3.4028235e38, -1",
    "0.5, 1",
    "-0.5, -1",
    "1, 1",
    "-1, -1"
  })
  void keepsTheSignOfOneComponent(float component, float sign) {
    assertThat(binary(new float[][] {{component}})).containsExactly(sign);
  }

  @Test
  void zerosBecomeMinusOne() {
    assertThat(binary(new float[2][3])).containsExactly(-1, -1, -1, -1, -1, -1);
  }

  @Test
  void keepsTheTypeOfFloat64() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{Double.MIN_VALUE, -0.0, -1e300}});
    INDArray signs = map().apply(rows);

    assertThat(signs.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(signs.data().asDouble()).containsExactly(1, -1, -1);
  }

  @Property(tries = 100, seed = "1705")
  void eachComponentBecomesItsSign(@ForAll("rows") float[][] rows) {
    float[] expected = new float[rows.length * rows[0].length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = rows[i / rows[0].length][i % rows[0].length] > 0 ? 1 : -1;
    }
    assertThat(binary(rows)).containsExactly(expected);
  }

  @Property(tries = 50, seed = "1705")
  void twiceIsOnce(@ForAll("rows") float[][] rows) {
    INDArray once = map().apply(Nd4j.createFromArray(rows));
    assertThat(map().apply(once)).isEqualTo(once);
  }

  @Property(tries = 50, seed = "1705")
  void doesNotDependOnTheScale(
      @ForAll("rows") float[][] rows, @ForAll @IntRange(min = -60, max = 60) int exponent) {
    float[][] scaled = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      scaled[r] = rows[r].clone();
      for (int c = 0; c < scaled[r].length; c++) {
        scaled[r][c] = Math.scalb(scaled[r][c], exponent);
      }
    }
    assertThat(binary(scaled)).containsExactly(binary(rows));
  }

  /** Matrices whose components span 36 orders of magnitude, with every kind of zero. */
  @Provide
  Arbitrary<float[][]> rows() {
    Arbitrary<Float> scaled =
        Combinators.combine(
                Arbitraries.floats().between(1, 2), Arbitraries.integers().between(-60, 60))
            .as((mantissa, exponent) -> Math.scalb(mantissa, exponent));
    Arbitrary<Float> component =
        Arbitraries.oneOf(scaled, scaled.map(value -> -value), Arbitraries.of(0f, -0f));
    return Arbitraries.integers()
        .between(1, 8)
        .flatMap(
            columns ->
                component
                    .array(float[].class)
                    .ofSize(columns)
                    .array(float[][].class)
                    .ofMinSize(1)
                    .ofMaxSize(6));
  }

  private static float[] binary(float[][] rows) {
    return map().apply(Nd4j.createFromArray(rows)).data().asFloat();
  }

  private static VectorMap map() {
    return new Binary().fit(new UnseenSample(), new Seed(1));
  }

  /** A sample that nobody may look at. */
  private record UnseenSample() implements Sample {
    @Override
    public LayerShape shape() {
      throw new AssertionError("the sign depends on no sample");
    }

    @Override
    public Role role() {
      throw new AssertionError("the sign depends on no sample");
    }

    @Override
    public INDArray rows() {
      throw new AssertionError("the sign depends on no sample");
    }

    @Override
    public INDArray inputs(int atMost) {
      throw new AssertionError("the sign depends on no sample");
    }
  }
}
