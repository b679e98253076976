package org.orthant.api.model;

import java.util.Optional;
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

  /**
   * Maps rows in whole numbers back to such, as a matrix of whole numbers and a few factors can;
   * empty where R has no such form.
   *
   * @param rows [n, d]
   * @return what {@link #undo} returns, but for its rounding
   */
  default Optional<WholeRows> undoInWholeNumbers(WholeRows rows) {
    return Optional.empty();
  }
}
