package org.orthant.framework.run.lending;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

/**
 * Tells whether numbers are still what they were. Each counts with a weight of its place, so that a
 * number that changes and numbers that change places both show.
 */
final class Checksum {
  private static final int CHUNK = 1024;
  private static final int[] WEIGHTS = weights();

  /** Shows bits of numbers as whole numbers, some at a time. */
  private final ByteBuffer window =
      ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());

  private final int[] bits = new int[CHUNK];
  private long sum;

  private Checksum() {}

  /** Odd ones, so that no change of a single number is multiplied away. */
  private static int[] weights() {
    RandomNumbers random = new Seed(0).generator();
    int[] weights = new int[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      weights[i] = random.nextInt() | 1;
    }
    return weights;
  }

  static long of(float... values) {
    return of(FloatBuffer.wrap(values));
  }

  /**
   * The checksum of all numbers in c-order.
   *
   * @param array float32
   */
  static long of(INDArray array) {
    Checksum checksum = new Checksum();
    Floats.read(Dense.of(array), checksum::add);
    return checksum.sum;
  }

  private static long of(FloatBuffer values) {
    Checksum checksum = new Checksum();
    checksum.add(values);
    return checksum.sum;
  }

  private void add(FloatBuffer values) {
    int length = values.limit();
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      window.asFloatBuffer().put(0, values, from, count);
      window.asIntBuffer().get(0, bits, 0, count);
      int chunk = 0;
      for (int i = 0; i < count; i++) {
        chunk += bits[i] * WEIGHTS[i];
      }
      sum = sum * 31 + chunk;
    }
  }
}
