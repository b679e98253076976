package org.orthant.api.model;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

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
   * Maps each row, each number of the image by a function, and the result back: x ↦ Rᵀf(Rx).
   * Whoever can spare the way between rows and another layout, or an array in between, does it in
   * one.
   *
   * @param rows [n, d], float32, dense, c-order
   * @return to the bit what {@link #apply}, the function and {@link #undo} give one after the other
   */
  default INDArray conjugate(INDArray rows, Elementwise function) {
    float[] images = Floats.of(Dense.of(apply(rows)));
    function.map(images, images);
    return undo(Floats.array(images, rows.shape()));
  }

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
