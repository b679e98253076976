package org.orthant.framework.run;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of dense arrays, copied in one go. */
final class Floats {
  private Floats() {}

  /** All of them, in c-order. */
  static float[] of(INDArray array) {
    FloatBuffer buffer = Dense.of(array).data().asNioFloat();
    float[] values = new float[Math.toIntExact(array.length())];
    buffer.get(0, values);
    return values;
  }
}
