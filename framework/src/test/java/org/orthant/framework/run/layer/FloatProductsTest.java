package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

class FloatProductsTest {

  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void memoryOfTheProductsCanBeFreedAtOnce(LayerKind kind) {
    boolean dense = kind == LayerKind.DENSE;
    LayerShape shape =
        dense
            ? LayerShape.dense("dense", 12, 3)
            : LayerShape.same("conv", new ImageShape(4, 4, 2), 3, 5);
    INDArray inputs =
        dense ? Nd4j.ones(DataType.FLOAT, 2, 12) : Nd4j.ones(DataType.FLOAT, 2, 4, 4, 2);
    INDArray weights = Nd4j.ones(DataType.FLOAT, shape.filters(), shape.dimension());
    INDArray products = FloatProducts.of(shape, inputs, weights);
    assertThat(products.shape()).containsExactly(2L * shape.positions(), shape.filters());
    assertThat(products.maxNumber().intValue()).isEqualTo(shape.dimension());
    products.close();
    assertThat(products.wasClosed()).isTrue();
  }
}
