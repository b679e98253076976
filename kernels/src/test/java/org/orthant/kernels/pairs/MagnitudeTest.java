package org.orthant.kernels.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MagnitudeTest {

  @Property(tries = 300, seed = "1705")
  void isTheScalarLoops(@ForAll @Size(max = 1500) float[] values) {
    assertThat(Magnitude.largest(values)).isEqualTo(ScalarPairs.largest(values));
  }

  @Test
  void ofNothingOrZerosIsZero() {
    assertThat(Magnitude.largest(new float[0])).isZero();
    assertThat(Magnitude.largest(new float[] {-0.0f, 0.0f})).isZero();
  }

  @Test
  void whatIsNotFiniteShowsWhereverItStands() {
    for (int at : new int[] {0, 511, 512, 1000}) {
      float[] values = new float[1001];
      values[at] = Float.NEGATIVE_INFINITY;
      assertThat(Magnitude.largest(values)).isInfinite();

      values[1000 - at] = Float.NaN;
      assertThat(Magnitude.largest(values)).isNaN();
    }
  }
}
