package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StoredWeightsTest {
  private final INDArray continuous = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
  private final INDArray computed = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {-1, 1, -1}});
  private final StoredWeights map = new StoredWeights(continuous, computed);

  @Test
  void givesWhatWasStored() {
    INDArray given = map.apply(continuous.dup());

    assertThat(given).isEqualTo(computed);
    given.assign(7);
    assertThat(map.apply(continuous)).isEqualTo(computed).isNotEqualTo(given);
  }

  @Test
  void knowsTheWeightsInAnyLayout() {
    assertThat(map.apply(continuous.dup('f'))).isEqualTo(computed);
  }

  @Test
  void refusesOtherRows() {
    assertRefused(continuous.add(1e-6));
    assertRefused(continuous.getRows(0));
    assertRefused(continuous.reshape(3, 2));
  }

  private void assertRefused(INDArray rows) {
    assertThatThrownBy(() -> map.apply(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the layer's own weights alone");
  }

  @Test
  void refusesWeightsOfAnotherShape() {
    assertThatThrownBy(() -> new StoredWeights(continuous, Nd4j.zeros(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("[3, 2]");
  }
}
