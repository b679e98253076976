package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class IdentityTest {

  @Test
  void returnsEqualRowsInAnArrayOfTheirOwn() {
    INDArray rows = Nd4j.randn(4, 7);
    INDArray kept = new Identity().fit(null, null).apply(rows);
    assertThat(kept).isEqualTo(rows).isNotSameAs(rows);
    kept.addi(1);
    assertThat(kept).isNotEqualTo(rows);
  }

  @Test
  void viewsBecomeDense() {
    INDArray view = Nd4j.randn(7, 4).transpose();
    INDArray kept = new Identity().fit(null, null).apply(view);
    assertThat(kept).isEqualTo(view);
    assertThat(kept.ordering()).isEqualTo('c');
    assertThat(kept.isView()).isFalse();
  }
}
