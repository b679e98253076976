package org.orthant.framework.run.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;

class OverflowTest {

  @Test
  void filtersWhoseProductsLeaveFloat32AreNamed() {
    INDArray weights = Nd4j.ones(DataType.FLOAT, 3, 2);
    assertThat(Overflow.of(layer(weights))).isEmpty();
    weights.putScalar(1, 0, 1.7e38).putScalar(1, 1, -1.7e38);
    assertThat(Overflow.of(layer(weights))).isEmpty();
    weights.putScalar(1, 1, -1.8e38);
    assertThat(Overflow.of(layer(weights)))
        .hasValue(
            "caution: in dense1 the continuous weights of 1 of 3 filters are so large that their"
                + " dot products overflow float32: number 1; products are measured without them");
  }

  private static Layer layer(INDArray weights) {
    return new Layer(LayerShape.dense("dense1", 2, 3), weights, Optional.empty());
  }
}
