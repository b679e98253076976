package org.orthant.api.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A linear map that keeps lengths, x ↦ Rx, together with its inverse. */
public interface Isometry extends VectorMap {

  /**
   * Maps each row back, y ↦ Rᵀy.
   *
   * @param rows [n, d]
   * @return a new array of the same shape and type
   */
  INDArray undo(INDArray rows);
}
