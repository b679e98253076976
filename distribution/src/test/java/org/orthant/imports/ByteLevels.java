package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The levels that numbers are rounded to, told apart by a byte, as ONNX describes them.
 *
 * @param step between neighbours
 * @param zeroPoint the byte that stands for 0
 */
record ByteLevels(float step, int zeroPoint) {
  private static final int COUNT = 256;

  /** So many numbers of the ramp meet each level, but for rounding. */
  private static final int PER_LEVEL = 16;

  /**
   * Finds them out by asking, and asserts that they are equally spaced, 0 among them, and as many
   * as there are bytes, so that what lies beyond them saturates in both alike.
   *
   * @param rounding rounds each number by itself
   */
  static ByteLevels of(UnaryOperator<float[]> rounding) {
    float[] ends = rounding.apply(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE});
    double step = ((double) ends[1] - ends[0]) / (COUNT - 1);
    float[] ramp = new float[(COUNT + 1) * PER_LEVEL + 1];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (float) (ends[0] + step * ((double) i / PER_LEVEL - 1));
    }
    double[] levels = distinct(rounding.apply(ramp));
    assertThat(levels).hasSize(COUNT);
    int zeroPoint = (int) Math.rint(-levels[0] / step);
    for (int i = 0; i < COUNT; i++) {
      // Each is a float32 next to a multiple of the step.
      double exact = step * (i - zeroPoint);
      assertThat(levels[i]).isCloseTo(exact, within(1e-6 * Math.abs(exact)));
    }
    return new ByteLevels((float) step, zeroPoint);
  }

  private static double[] distinct(float... rounded) {
    double[] levels = new double[rounded.length];
    for (int i = 0; i < rounded.length; i++) {
      levels[i] = rounded[i];
    }
    return Arrays.stream(levels).sorted().distinct().toArray();
  }
}
