package org.orthant.framework.run.inference;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** Products of a layer's filters with any inputs, in float32. */
final class FloatProducts {
  /** ND4J's number for weights laid out as [filters, kernel row, kernel column, channels]. */
  private static final int FILTERS_FIRST = 2;

  private FloatProducts() {}

  /**
   * The products. A convolution is computed as one, without its patches, which would take nine
   * times the inputs' memory.
   *
   * @param tensor [images, height, width, channels], or [images, d] for a dense layer
   * @param weights [filters, d]
   * @return [images × positions, filters], c-order
   */
  static INDArray of(LayerShape shape, INDArray tensor, INDArray weights) {
    INDArray inputs = Dense.of(tensor);
    if (shape.kind() == LayerKind.DENSE) {
      return Rows.dots(inputs, weights);
    }
    int kernel = shape.kernel();
    long images = inputs.size(0);
    // ND4J does not close what was reshaped, so that the array itself is what is handed out.
    INDArray products =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {images * shape.positions(), shape.filters()}, 'c');
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(
                inputs,
                Dense.of(weights)
                    .reshape('c', shape.filters(), kernel, kernel, shape.input().channels()))
            .addOutputs(
                products.reshape(
                    'c', images, shape.input().height(), shape.input().width(), shape.filters()))
            .addIntegerArguments(kernel, kernel, 1, 1, 0, 0, 1, 1, 1, 1, FILTERS_FIRST)
            .build());
    return products;
  }
}
