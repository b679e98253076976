package org.orthant.api.array;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** Arrays whose buffer is exactly their numbers, in c-order. */
public final class Dense {
  private Dense() {}

  /**
   * The array itself if it is so, else a copy that is. A permuted array may not call itself a view.
   */
  public static INDArray of(INDArray array) {
    return Shape.hasDefaultStridesForShape(array)
            && array.ordering() == 'c'
            && array.offset() == 0
            && array.data().length() == array.length()
        ? array
        : array.dup('c');
  }
}
