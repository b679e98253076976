package org.orthant.probes;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of arrays. */
final class Floats {
  private Floats() {}

  /**
   * All values, copied in bulk where ND4J's {@code data().asFloat()} goes one by one.
   *
   * @param array float32, dense, c-order
   */
  static float[] of(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    array.data().asNioFloat().get(values);
    return values;
  }
}
