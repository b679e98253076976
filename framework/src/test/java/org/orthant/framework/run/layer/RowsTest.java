package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RowsTest {

  @Test
  void dotsAreTheProductsOfEveryRowWithEveryFilter() {
    INDArray rows = Nd4j.randn(7, 5);
    INDArray weights = Nd4j.randn(3, 5);
    INDArray dots = Rows.dots(rows, weights);
    assertThat(dots.ordering()).isEqualTo('c');
    float[] flat = dots.data().asFloat();
    for (int n = 0; n < 7; n++) {
      for (int f = 0; f < 3; f++) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
          sum += rows.getDouble(n, i) * weights.getDouble(f, i);
        }
        assertThat((double) flat[n * 3 + f]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void firstImagesAreAnArrayOfTheirOwn() {
    INDArray tensor = Nd4j.rand(5, 3);
    INDArray first = Rows.first(2, tensor);
    assertThat(first.data().length()).isEqualTo(6);
    assertThat(first.getDouble(1, 2)).isEqualTo(tensor.getDouble(1, 2));
    assertThat(Rows.first(5, tensor)).isSameAs(tensor);
  }
}
