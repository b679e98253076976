package org.orthant.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/**
 * DeepLearning4J's weight parameters as one row per filter, and back. It keeps a dense layer's as
 * [inputs, outputs], a convolution's as [filters, channels, kernel row, kernel column].
 */
final class Filters {
  private Filters() {}

  /**
   * A copy of the parameter as [filters, d], d in the order (kernel row, kernel column, channel).
   */
  static INDArray ofParameter(LayerShape shape, INDArray parameter) {
    return shape.kind() == LayerKind.DENSE
        ? parameter.transpose().dup('c')
        : parameter.permute(0, 2, 3, 1).dup('c').reshape(shape.filters(), shape.dimension());
  }

  /** The filters [filters, d] in the parameter's shape; it may share their memory. */
  static INDArray toParameter(LayerShape shape, INDArray filters) {
    return shape.kind() == LayerKind.DENSE
        ? filters.transpose()
        : filters
            .reshape(
                shape.filters(),
                shape.window().kernel().height(),
                shape.window().kernel().width(),
                shape.channelsPerGroup())
            .permute(0, 3, 1, 2)
            .dup('c');
  }
}
