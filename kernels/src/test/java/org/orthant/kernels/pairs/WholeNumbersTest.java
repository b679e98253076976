package org.orthant.kernels.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {

  @Property(tries = 1000, seed = "1705")
  void oneValueIsWholeIfRoundingLeavesIt(@ForAll("values") float value) {
    assertThat(WholeNumbers.only(new float[] {value})).isEqualTo(value == Math.rint(value));
  }

  @Property(tries = 200, seed = "1705")
  void oneFractionAmongWholeNumbersIsFound(
      @ForAll @IntRange(min = 1, max = 2000) int size,
      @ForAll @IntRange(max = 1999) int at,
      @ForAll("values") float value) {
    float[] values = new float[size];
    Arrays.fill(values, -3);
    values[at % size] = value;

    assertThat(WholeNumbers.only(values)).isEqualTo(value == Math.rint(value));
  }

  @Test
  void nothingAndZerosAreWhole() {
    assertThat(WholeNumbers.only(new float[0])).isTrue();
    assertThat(WholeNumbers.only(new float[] {-0.0f, 0.0f})).isTrue();
  }

  @Provide
  Arbitrary<Float> values() {
    Arbitrary<Float> aroundPowersOfTwo =
        Arbitraries.integers()
            .between(-30, 30)
            .flatMap(
                exponent ->
                    Arbitraries.integers()
                        .between(-3, 3)
                        .map(steps -> Math.scalb(1f + steps * 0x1p-23f, exponent)));
    return Arbitraries.oneOf(
            aroundPowersOfTwo,
            Arbitraries.floats(),
            Arbitraries.integers().map(Integer::floatValue),
            Arbitraries.integers().between(-1000, 1000).map(half -> half / 2f),
            Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE))
        .flatMap(value -> Arbitraries.of(value, -value));
  }
}
