package org.orthant.dl4j.block;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays where they meet plain ones. */
final class Tensors {
  private Tensors() {}

  /** The array itself if its buffer is exactly its numbers in c-order, else a copy that is so. */
  static INDArray dense(INDArray array) {
    boolean dense =
        Shape.hasDefaultStridesForShape(array)
            && array.ordering() == 'c'
            && array.offset() == 0
            && array.data().length() == array.length();
    return dense ? array : array.dup('c');
  }

  static void assign(INDArray view, float[] values) {
    view.assign(Nd4j.createFromArray(values));
  }
}
