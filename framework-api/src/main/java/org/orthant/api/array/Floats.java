package org.orthant.api.array;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers of arrays, copied in bulk where ND4J goes one by one. */
public final class Floats {
  private Floats() {}

  /**
   * Shows the numbers of an array. A buffer does not keep alive the native memory it shows, so that
   * an array that nothing else refers to might be freed while its buffer is read; this keeps it.
   *
   * @param array float32, dense, c-order, offset 0
   * @param reader may use the buffer during the call
   */
  public static void read(INDArray array, Consumer<FloatBuffer> reader) {
    try {
      reader.accept(array.data().asNioFloat());
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  /** Takes a part of the numbers of an array. */
  @FunctionalInterface
  public interface PartReader {
    /**
     * Takes the next numbers.
     *
     * @param part valid during the call only
     * @param from the place of the first of them
     */
    void accept(float[] part, int from);
  }

  /**
   * Reads the numbers of an array in parts, in order, so that a copy of the whole is never made.
   *
   * @param array float32, dense, c-order, offset 0
   * @param length how many numbers a part has, at least 1; the last may have fewer
   */
  public static void readParts(INDArray array, int length, PartReader reader) {
    read(
        array,
        numbers -> {
          int count = Math.toIntExact(array.length());
          float[] part = new float[Math.min(length, count)];
          for (int from = 0; from < count; from += part.length) {
            part = count - from < part.length ? new float[count - from] : part;
            numbers.get(from, part);
            reader.accept(part, from);
          }
        });
  }

  /**
   * Some numbers of an array.
   *
   * @param array float32, dense, c-order, offset 0
   * @param from the place of the first
   */
  public static float[] of(INDArray array, int from, int count) {
    float[] values = new float[count];
    read(array, numbers -> numbers.get(from, values));
    return values;
  }

  /**
   * All numbers of an array.
   *
   * @param array float32, dense, c-order, offset 0
   */
  public static float[] of(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    read(array, numbers -> numbers.get(0, values));
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
