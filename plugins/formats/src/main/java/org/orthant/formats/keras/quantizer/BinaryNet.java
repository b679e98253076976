package org.orthant.formats.keras.quantizer;

import java.util.Optional;
import org.orthant.formats.keras.file.Settings;

/**
 * The layers of BinaryNet and TernaryNet in Keras, as hls4ml reads them. Their sign of 0 is −1.
 *
 * <p>Source: hls-fpga-machine-learning/keras-training, models/binary_ops.py and ternary_ops.py.
 */
final class BinaryNet {
  private static final float HALF = 0.5f;
  private static final String TERNARY = "ternary, threshold 0.5";

  private BinaryNet() {}

  /** An activation. */
  static Optional<Quantizer> ofImage(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "binary_tanh", "binary_tanh_op" -> Levels.sign(-1);
          case "ternary_tanh" -> Levels.ternary(TERNARY, Math.nextUp(-HALF), Math.nextUp(HALF));
          default -> null;
        });
  }

  /**
   * Returns what makes weights of a layer's continuous ones: between −H and H.
   *
   * @param sizes of the kernel, the filters last
   */
  static Quantizer ofKernel(boolean isTernary, Settings settings, int... sizes) {
    float scale = scale(settings, sizes);
    if (!(scale > 0) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException("has H = " + scale);
    }
    return isTernary
        ? Quantizer.ofFilters(
            scale == 1 ? TERNARY : TERNARY + ", times " + scale,
            (kernel, filters) -> ternary(scale, kernel))
        : Quantizer.ofFilters(
            scale == 1 ? Levels.SIGN : "sign times " + scale,
            (kernel, filters) -> binary(scale, kernel));
  }

  /** H; "Glorot" is √(1.5/(numbers that enter + numbers that leave)). */
  private static float scale(Settings settings, int... sizes) {
    if (!settings.get("H").asText().equals("Glorot")) {
      return (float) settings.number("H", 1);
    }
    int last = sizes.length - 1;
    int taps = 1;
    for (int axis = 0; axis < last - 1; axis++) {
      taps *= sizes[axis];
    }
    return (float) Math.sqrt(1.5 / ((double) taps * (sizes[last - 1] + sizes[last])));
  }

  /** H · (2 · round(clip(w/(2H) + ½, 0, 1)) − 1), in float32. */
  private static void binary(float scale, float... kernel) {
    for (int i = 0; i < kernel.length; i++) {
      float place = HALF * (kernel[i] / scale) + HALF;
      kernel[i] = scale * (float) (2 * Math.rint(Math.max(0, Math.min(1, place))) - 1);
    }
  }

  private static void ternary(float scale, float... kernel) {
    for (int i = 0; i < kernel.length; i++) {
      float part = kernel[i] / scale;
      kernel[i] = part > HALF ? scale : part <= -HALF ? -scale : 0;
    }
  }
}
