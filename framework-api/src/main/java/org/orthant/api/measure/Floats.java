package org.orthant.api.measure;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers of arrays, copied in bulk where ND4J goes one by one. */
public final class Floats {
  private Floats() {}

  /**
   * All numbers of an array.
   *
   * @param array float32, dense, c-order, offset 0
   */
  public static float[] of(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    FloatBuffer buffer = array.data().asNioFloat();
    buffer.get(0, values);
    return values;
  }

  /**
   * A new array, c-order.
   *
   * @param values as many as the shape holds
   */
  public static INDArray array(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    array.data().asNioFloat().put(0, values);
    return array;
  }
}
