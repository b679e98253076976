package org.orthant.api.array;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays whose buffer is exactly their numbers, in c-order. */
public final class Dense {
  private Dense() {}

  /**
   * The array itself if it is so, else a copy that is. A permuted array may not call itself a view.
   */
  public static INDArray of(INDArray array) {
    return isRowMajor(array)
            && array.ordering() == 'c'
            && array.offset() == 0
            && array.data().length() == array.length()
        ? array
        : array.dup('c');
  }

  /**
   * Tells whether rows follow one another. ND4J itself says no of any array with a dimension of 1
   * inside.
   */
  private static boolean isRowMajor(INDArray array) {
    long step = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) != 1 && array.stride(dimension) != step) {
        return false;
      }
      step *= array.size(dimension);
    }
    return true;
  }
}
