package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.failure.AnalysisException;

class QuantizedLayerTest {

  @Test
  void weightsThatAreNotFiniteAreCounted() {
    INDArray weights = Nd4j.ones(2, 3);
    weights.putScalar(1, 2, Double.NaN);
    Layer layer = new Layer(LayerShape.dense("dense1", 3, 2), weights, Optional.empty());
    assertThatThrownBy(() -> Unquantized.layer(layer))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("weights of dense1: 1 of 6 numbers are not finite, the first at [1, 2]");
  }
}
