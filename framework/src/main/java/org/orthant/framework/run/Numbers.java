package org.orthant.framework.run;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

/** The numbers of arrays of any kind, and where they stand. */
final class Numbers {
  private Numbers() {}

  /** All numbers in c-order, a copy. */
  static float[] of(INDArray array) {
    INDArray dense = Dense.of(array);
    return dense.dataType() == DataType.FLOAT ? Floats.of(dense) : dense.data().asFloat();
  }

  /** Where the number at that place in c-order stands, such as [row, column]. */
  static String index(int place, INDArray array) {
    long[] shape = array.shape();
    long[] index = new long[shape.length];
    long left = place;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = left % shape[axis];
      left /= shape[axis];
    }
    return Arrays.toString(index);
  }
}
