package org.orthant.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** DeepLearning4J's weight parameter [inputs, outputs] as one row per filter, and back. */
final class Filters {
  private Filters() {}

  /** A copy of the parameter as [filters, d]. */
  static INDArray ofParameter(INDArray parameter) {
    return parameter.transpose().dup('c');
  }

  /** The filters [filters, d] in the parameter's shape; a view. */
  static INDArray toParameter(INDArray filters) {
    return filters.transpose();
  }
}
