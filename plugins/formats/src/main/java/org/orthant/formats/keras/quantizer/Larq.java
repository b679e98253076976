package org.orthant.formats.keras.quantizer;

import java.util.Locale;
import java.util.Optional;
import org.orthant.formats.keras.file.Settings;

/**
 * Larq's quantizers. Their sign of 0 is 1.
 *
 * <p>Source: larq/quantizers.py, version 0.13.
 */
final class Larq {
  private Larq() {}

  static Optional<Quantizer> of(Identifier identifier) {
    Settings parameters = identifier.parameters();
    return Optional.ofNullable(
        switch (identifier.name()) {
          case "ste_sign", "SteSign", "approx_sign", "ApproxSign", "swish_sign", "SwishSign" ->
              Levels.sign(1);
          case "magnitude_aware_sign", "MagnitudeAwareSign" ->
              Quantizer.ofFilters("sign times the mean magnitude", Larq::magnitudeAware);
          case "ste_heaviside", "SteHeaviside" -> Levels.step(0);
          case "ste_tern", "SteTern" -> ternary(parameters);
          case "dorefa_quantizer", "DoReFa", "DoReFaQuantizer" -> dorefa(parameters);
          case "NoOp", "NoOpQuantizer" ->
              Quantizer.each("none", number -> number, (draft, name, image) -> image);
          default -> null;
        });
  }

  private static void magnitudeAware(float[] kernel, int filters) {
    double[] sums = new double[filters];
    for (int i = 0; i < kernel.length; i++) {
      sums[i % filters] += Math.abs(kernel[i]);
    }
    double count = (double) kernel.length / filters;
    for (int i = 0; i < kernel.length; i++) {
      float mean = (float) (sums[i % filters] / count);
      kernel[i] = kernel[i] < 0 ? -mean : mean;
    }
  }

  private static Quantizer ternary(Settings parameters) {
    if (parameters.flag("ternary_weight_networks", false)) {
      return Quantizer.ofFilters(
          "ternary, threshold 0.7 of the mean magnitude",
          (kernel, filters) -> ternary(kernel, 0.7 * mean(kernel)));
    }
    double threshold = parameters.number("threshold_value", 0.05);
    return threshold > 0
        ? Levels.ternary(
            String.format(Locale.ROOT, "ternary, threshold %s", threshold),
            Math.nextUp((float) -threshold),
            (float) threshold)
        : Levels.sign(0);
  }

  private static double mean(float... kernel) {
    double sum = 0;
    for (float number : kernel) {
      sum += Math.abs(number);
    }
    return sum / kernel.length;
  }

  private static void ternary(float[] kernel, double threshold) {
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.abs(kernel[i]) >= (float) threshold ? Math.signum(kernel[i]) : 0;
    }
  }

  /** x between 0 and 1, in 2^k − 1 steps. */
  private static Quantizer dorefa(Settings parameters) {
    int bits = parameters.whole("k_bit", 2);
    if (bits < 1 || bits > 16) {
      throw new IllegalArgumentException("has " + bits + " bits");
    }
    double steps = (1 << bits) - 1;
    return Levels.uniform(
        String.format(Locale.ROOT, "uniform, %d bits, not negative", bits), 1 / steps, 0, steps);
  }
}
