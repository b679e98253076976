package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorSumTest {

  @Test
  void addsComponentByComponentWhateverTheParts() {
    VectorSum all = new VectorSum(3);
    VectorSum part = new VectorSum(3);
    all.add(new float[] {1, 2, -3});
    part.add(new float[] {0.5f, 0, 1});
    part.add(new double[] {1e-12, 4, 0});
    all.merge(part);

    assertThat(all.components()).containsExactly(1.5 + 1e-12, 6, -2);
    assertThat(part.components()).containsExactly(0.5 + 1e-12, 4, 1);
  }

  @Test
  void ofNothingIsZero() {
    assertThat(new VectorSum(2).components()).containsExactly(0, 0);
  }

  @Test
  void cannotBeChangedFromOutside() {
    VectorSum sum = new VectorSum(1);
    sum.components()[0] = 7;

    assertThat(sum.components()).containsExactly(0);
  }

  @Test
  void refusesVectorsOfOtherLengths() {
    VectorSum sum = new VectorSum(2);
    assertThatThrownBy(() -> sum.add(new float[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 components for a sum of 2");
    assertThatThrownBy(() -> sum.merge(new VectorSum(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
