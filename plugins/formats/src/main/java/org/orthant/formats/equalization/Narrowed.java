package org.orthant.formats.equalization;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Floats;

/** Arrays of float32 from doubles. */
final class Narrowed {
  private Narrowed() {}

  /**
   * A new array.
   *
   * @param node whose it is
   * @param number each of them, in c-order
   * @throws BadInputException if a number lies beyond float32
   */
  static INDArray array(String node, IntToDoubleFunction number, int... shape) {
    float[] floats = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) number.applyAsDouble(i);
      if (!Float.isFinite(floats[i])) {
        throw beyond(node, number.applyAsDouble(i));
      }
    }
    return Floats.array(floats, Arrays.stream(shape).asLongStream().toArray());
  }

  private static BadInputException beyond(String node, double number) {
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "%s: a number would become %s, which float32 does not hold: leave out fold and equalize",
            node,
            number));
  }
}
