package org.orthant.formats.keras.quantizer;

import java.util.List;
import java.util.Optional;
import org.orthant.api.model.Quantization;
import org.orthant.formats.draft.Rounding;
import org.orthant.formats.draft.StepLevels;
import org.orthant.formats.draft.UniformLevels;

/** Quantizers of few values that all libraries have. */
final class Levels {
  static final String SIGN = "sign";

  private static final double[] NONE = {0};

  private Levels() {}

  /**
   * The sign of each number.
   *
   * @param zero what 0 becomes
   */
  static Quantizer sign(int zero) {
    return Quantizer.each(
        SIGN,
        number -> number > 0 ? 1 : number < 0 ? -1 : zero,
        (draft, name, image) -> draft.sign(name, image, zero));
  }

  /**
   * 1 above 0, and 0 below.
   *
   * @param zero what 0 becomes
   */
  static Quantizer step(int zero) {
    return Quantizer.each(
        "0 or 1",
        number -> number > 0 ? 1 : number < 0 ? 0 : zero,
        (draft, name, image) ->
            draft.scale(
                name,
                draft.sign(name + "/sign", image, 2 * zero - 1),
                new double[] {0.5},
                new double[] {0.5}));
  }

  /**
   * −1 below one threshold, 1 from another on, and 0 between them.
   *
   * @param low the first number that becomes 0
   * @param high the first that becomes 1
   */
  static Quantizer ternary(String words, float low, float high) {
    StepLevels levels = new StepLevels(List.of(List.of(low, high)), 1, -1);
    return Quantizer.each(
        words,
        number -> number >= high ? 1 : number >= low ? 0 : -1,
        (draft, name, image) ->
            draft.quantize(
                name, image, new Quantization(words, levels, Optional.of(levels.storage()))));
  }

  /** Whole numbers from one to another, times a distance; halves become even. */
  static Quantizer uniform(String words, double distance, double low, double high) {
    UniformLevels levels = UniformLevels.of(distance, 0, low, high, Rounding.HALF_EVEN);
    return Quantizer.each(
        words,
        number -> levels.of(number, (float) distance, 0),
        (draft, name, image) ->
            draft.quantize(
                name, image, new Quantization(words, levels, Optional.of(levels.storage()))));
  }

  /** Another one's values times a number. */
  static Quantizer times(double factor, Quantizer quantizer) {
    if (factor == 1) {
      return quantizer;
    }
    return new Quantizer(
        quantizer.words() + ", times " + (float) factor,
        (kernel, filters) -> {
          quantizer.weights().apply(kernel, filters);
          for (int i = 0; i < kernel.length; i++) {
            kernel[i] *= (float) factor;
          }
        },
        (draft, name, image) ->
            draft.scale(
                name,
                quantizer.ofImage(draft, name + "/levels", image),
                new double[] {factor},
                NONE));
  }
}
