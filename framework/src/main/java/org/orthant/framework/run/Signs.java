package org.orthant.framework.run;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array of +1 and −1, a bit each. */
final class Signs {
  private final long[] bits;
  private final long[] shape;

  private Signs(long[] bits, long[] shape) {
    this.bits = bits;
    this.shape = shape;
  }

  /** The array, if it holds nothing but +1 and −1. */
  static Optional<Signs> of(INDArray array) {
    float[] values = array.data().asFloat();
    long[] bits = new long[(values.length + Long.SIZE - 1) / Long.SIZE];
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 1) {
        bits[i / Long.SIZE] |= 1L << i;
      } else if (values[i] != -1) {
        return Optional.empty();
      }
    }
    return Optional.of(new Signs(bits, array.shape()));
  }

  /** The array again, a new one. */
  INDArray array() {
    float[] values =
        new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bits[i / Long.SIZE] >>> i & 1) == 1 ? 1 : -1;
    }
    return Nd4j.create(values, shape, 'c');
  }
}
