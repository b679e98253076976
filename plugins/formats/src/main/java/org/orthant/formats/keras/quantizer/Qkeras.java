package org.orthant.formats.keras.quantizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.graph.Curve;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.Settings;

/**
 * QKeras' quantizers. Where weights name no factor alpha, its layers find one, a power of two, for
 * each filter.
 *
 * <p>Source: qkeras/quantizers.py, version 0.9.
 */
final class Qkeras {
  private static final String POWER_OF_TWO = "auto_po2";
  private static final float THIRD = 0.33f;

  private final Settings parameters;
  private final boolean isKernel;

  private Qkeras(Settings parameters, boolean isKernel) {
    this.parameters = parameters;
    this.isKernel = isKernel;
  }

  /**
   * @param isKernel whether a layer's weights are quantized
   */
  static Optional<Quantizer> of(Identifier identifier, boolean isKernel) {
    Qkeras quantizer = new Qkeras(identifier.parameters(), isKernel);
    return Optional.ofNullable(
        switch (identifier.name()) {
          case "quantized_bits" -> quantizer.bits();
          case "binary", "stochastic_binary" -> quantizer.binary();
          case "ternary", "stochastic_ternary" -> quantizer.ternary();
          case "quantized_relu" -> quantizer.relu();
          case "quantized_tanh" -> quantizer.tanh();
          case "quantized_sigmoid" -> quantizer.sigmoid();
          default -> null;
        });
  }

  /** The factor; "auto" and "auto_po2" find one for each filter. */
  private String alpha() {
    JsonNode alpha = parameters.get("alpha");
    if (alpha.isTextual()) {
      return alpha.asText();
    } else if (alpha.isNumber()) {
      return "";
    } else if (alpha.isNull() || alpha.isMissingNode()) {
      return isKernel ? POWER_OF_TWO : "";
    }
    throw new UnsupportedException(
        "alpha = " + Json.shortened(alpha) + " is not; a number, auto and auto_po2 are");
  }

  private double factor() {
    return parameters.number("alpha", 1);
  }

  private boolean findsFactor() {
    if (!isKernel && !alpha().isEmpty()) {
      throw new UnsupportedException(
          "alpha = " + alpha() + " is for weights; of images and biases it depends on the batch");
    }
    return !alpha().isEmpty();
  }

  private boolean isPowerOfTwo() {
    return switch (alpha()) {
      case POWER_OF_TWO -> true;
      case "auto" -> false;
      default -> throw new UnsupportedException("alpha = auto or auto_po2 is");
    };
  }

  private String factorInWords() {
    return isPowerOfTwo() ? "times a power of two of each filter" : "times a factor of each filter";
  }

  private int count(String key, int otherwise, int least, int most) {
    int count = parameters.whole(key, otherwise);
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "has %s = %d, and %d to %d are", key, count, least, most));
    }
    return count;
  }

  private void requireWhole() {
    if (parameters.number("qnoise_factor", 1) != 1) {
      throw new UnsupportedException("qnoise_factor = 1 is");
    }
  }

  private Quantizer bits() {
    requireWhole();
    boolean isSigned = parameters.flag("keep_negative", true);
    int bits = count("bits", 8, 1, 24);
    int integer = count("integer", 0, -24, 24);
    int unsigned = isSigned ? bits - 1 : bits;
    String words =
        String.format(Locale.ROOT, "uniform, %d bits%s", bits, isSigned ? "" : ", not negative");
    if (findsFactor()) {
      boolean isPowerOfTwo = isPowerOfTwo();
      if (parameters.has("scale_axis") || bits == 1) {
        throw new UnsupportedException("of 2 bits or more, without scale_axis, it is");
      }
      return Quantizer.ofFilters(
          words + ", " + factorInWords(),
          (kernel, filters) ->
              new FilterScales(kernel, filters, isPowerOfTwo)
                  .uniform(Math.scalb(1.0f, bits - 1) - 1, Math.scalb(1.0f, integer)));
    }
    if (unsigned == 0) {
      return Levels.times(factor(), Levels.sign(1));
    }
    double most = Math.scalb(1.0, unsigned);
    int symmetric = parameters.flag("symmetric", false) ? 1 : 0;
    return Levels.times(
        factor(),
        Levels.uniform(
            words, Math.scalb(1.0, integer - unsigned), isSigned ? symmetric - most : 0, most - 1));
  }

  private Quantizer binary() {
    boolean isStep = parameters.flag("use_01", false);
    Quantizer levels = isStep ? Levels.step(1) : Levels.sign(1);
    if (!findsFactor()) {
      return Levels.times(factor(), levels);
    }
    boolean isPowerOfTwo = isPowerOfTwo();
    return Quantizer.ofFilters(
        levels.words() + " " + factorInWords(),
        (kernel, filters) -> {
          float[] signs = kernel.clone();
          levels.weights().apply(signs, filters);
          new FilterScales(kernel, filters, isPowerOfTwo).times(signs);
        });
  }

  private Quantizer ternary() {
    if (findsFactor()) {
      boolean isPowerOfTwo = isPowerOfTwo();
      int rounds = count("number_of_unrolls", 5, 1, 100);
      return Quantizer.ofFilters(
          "ternary, " + factorInWords(),
          (kernel, filters) -> new FilterScales(kernel, filters, isPowerOfTwo).ternary(rounds));
    }
    float threshold = (float) parameters.number("threshold", THIRD);
    if (!(threshold > 0)) {
      return Levels.times(factor(), Levels.sign(0));
    }
    return Levels.times(
        factor(),
        Levels.ternary(
            String.format(Locale.ROOT, "ternary, threshold %s", threshold),
            Math.nextUp(-threshold),
            threshold));
  }

  private Quantizer relu() {
    requireWhole();
    int bits = count("bits", 8, 1, 24);
    int integer = count("integer", 0, -24, 24);
    boolean isPlain =
        !parameters.flag("use_sigmoid", false)
            && parameters.number("negative_slope", 0) == 0
            && (parameters.flag("is_quantized_clip", true) || !parameters.has("relu_upper_bound"));
    if (!isPlain) {
      throw new UnsupportedException(
          "quantized_relu without use_sigmoid, negative_slope and relu_upper_bound is");
    }
    return Levels.uniform(
        String.format(Locale.ROOT, "uniform, %d bits, not negative", bits),
        Math.scalb(1.0, integer - bits),
        0,
        Math.scalb(1.0, bits) - 1);
  }

  /** Of x, or of tanh x. */
  private Quantizer tanh() {
    int bits = count("bits", 8, 2, 24);
    double most = Math.scalb(1.0, bits - 1);
    int symmetric = parameters.flag("symmetric", false) ? 1 : 0;
    Quantizer levels =
        Levels.uniform(
            String.format(Locale.ROOT, "uniform, %d bits", bits),
            1 / most,
            symmetric - most,
            most - 1);
    return parameters.flag("use_real_tanh", false) ? behind(new Curve.Tanh(), levels) : levels;
  }

  /** Of x/2 + ½, or of the sigmoid of x. */
  private Quantizer sigmoid() {
    int bits = count("bits", 8, 1, 24);
    double most = Math.scalb(1.0, bits);
    int symmetric = parameters.flag("symmetric", false) ? 1 : 0;
    Quantizer levels =
        Levels.uniform(
            String.format(Locale.ROOT, "uniform, %d bits, not negative", bits),
            1 / most,
            symmetric,
            most - 1);
    if (parameters.flag("use_real_sigmoid", false)) {
      return behind(new Curve.Sigmoid(), levels);
    }
    return new Quantizer(
        levels.words(),
        (kernel, filters) -> {
          throw new UnsupportedException("quantized_sigmoid is of images");
        },
        (draft, name, image) ->
            levels.ofImage(
                draft,
                name,
                draft.scale(name + "/line", image, new double[] {0.5}, new double[] {0.5})));
  }

  private static Quantizer behind(Curve curve, Quantizer levels) {
    return new Quantizer(
        levels.words(),
        (kernel, filters) -> {
          throw new UnsupportedException("a function before quantizing is of images");
        },
        (draft, name, image) ->
            levels.ofImage(draft, name, draft.function(name + "/function", image, curve)));
  }
}
