package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SignTest {
  private static final float[] VALUES = {
    -2, -1e-30f, -Float.MIN_VALUE, -0f, 0, Float.MIN_VALUE, 1e-30f, 2, Float.NEGATIVE_INFINITY
  };

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void zeroBecomesWhatIsAskedForAndNothingElseDoes(int zero) {
    INDArray rows = Nd4j.createFromArray(VALUES).reshape(3, 3);
    INDArray signs = new Sign(zero).apply(rows);

    for (int i = 0; i < VALUES.length; i++) {
      double expected = VALUES[i] > 0 ? 1 : VALUES[i] < 0 ? -1 : zero;
      assertThat(signs.getDouble(i / 3, i % 3)).isEqualTo(expected);
    }
    assertThat(signs.shape()).containsExactly(3, 3);
    assertThat(signs).isNotSameAs(rows);
    assertThat(rows.data().asFloat()).isEqualTo(VALUES);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void theTypeStays(int zero) {
    INDArray rows = Nd4j.zeros(DataType.DOUBLE, 1, 2);

    assertThat(new Sign(zero).apply(rows).dataType()).isEqualTo(DataType.DOUBLE);
  }

  @Test
  void zeroIsMinusOneUnlessSaid() {
    assertThat(new Sign()).isEqualTo(new Sign(-1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 2})
  void nothingElseIsASign(int zero) {
    assertThatThrownBy(() -> new Sign(zero)).isInstanceOf(IllegalArgumentException.class);
  }
}
