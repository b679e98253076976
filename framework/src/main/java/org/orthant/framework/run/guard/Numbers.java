package org.orthant.framework.run.guard;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

/** The numbers of arrays of any kind, and where they stand. */
public final class Numbers {
  private Numbers() {}

  /** All numbers in c-order, a copy. */
  public static float[] of(INDArray array) {
    INDArray dense = Dense.of(array);
    return dense.dataType() == DataType.FLOAT ? Floats.of(dense) : dense.data().asFloat();
  }

  /**
   * The place in c-order of the first number that differs; +0 and −0 do not.
   *
   * @param left dense, c-order
   * @param right as many numbers of the same type, dense, c-order
   */
  static OptionalInt firstDifference(INDArray left, INDArray right) {
    try {
      int place =
          left.dataType() == DataType.FLOAT
              ? left.data().asNioFloat().mismatch(right.data().asNioFloat())
              : Arrays.mismatch(of(left), of(right));
      return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
    } finally {
      Reference.reachabilityFence(left);
      Reference.reachabilityFence(right);
    }
  }

  /** Returns where the number at that place in c-order stands, such as [row, column]. */
  public static String index(int place, INDArray array) {
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
