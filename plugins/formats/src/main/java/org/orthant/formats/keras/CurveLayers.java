package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.orthant.api.graph.Curve;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.Settings;
import org.orthant.formats.keras.quantizer.Quantizer;
import org.orthant.formats.keras.quantizer.Quantizers;

/** Functions of each number, as layers and as activations of layers. */
final class CurveLayers {
  static final Map<String, Function<Call, Image>> ALL =
      Map.of(
          "Activation", call -> activated(call, call.name(), call.image()),
          "QActivation", call -> activated(call, call.name(), call.image()),
          "Softmax", CurveLayers::softmax,
          "ReLU", CurveLayers::relu,
          "LeakyReLU", CurveLayers::leaky,
          "PReLU", CurveLayers::prelu);

  private static final Set<String> SOFTMAX = Set.of("softmax", "log_softmax");

  /** Layers that keep the order of the numbers, but for activations. */
  private static final Set<String> KEEP_ORDER =
      Set.of("Softmax", "Flatten", "Reshape", "Dropout", "Identity");

  private CurveLayers() {}

  /** Whether the largest number stays the largest, and nothing but that could be changed. */
  static boolean keepsOrder(KerasLayer layer) {
    String activation = layer.settings().get("activation").asText("");
    return KEEP_ORDER.contains(layer.type())
        || (layer.type().equals("Activation")
            && (SOFTMAX.contains(activation) || activation.equals("linear")));
  }

  /** An image under the layer's setting {@code activation}. */
  static Image activated(Call call, String name, Image image) {
    JsonNode written = call.settings().get("activation");
    JsonNode activation = named(written);
    if (activation.isMissingNode() || activation.isNull()) {
      return image;
    }
    String function = activation.asText();
    if (SOFTMAX.contains(function)) {
      return ended(call, function, image);
    }
    return switch (function) {
      case "linear" -> image;
      case "relu" -> curve(call, name, image, new Curve.Relu());
      case "relu6" -> curve(call, name, image, new Curve.Clip(0, 6));
      case "tanh" -> curve(call, name, image, new Curve.Tanh());
      case "sigmoid" -> curve(call, name, image, new Curve.Sigmoid());
      case "hard_tanh" -> curve(call, name, image, new Curve.Clip(-1, 1));
      case "hard_swish", "hard_silu" -> curve(call, name, image, new Curve.HardSwish());
      case "leaky_relu" -> curve(call, name, image, new Curve.LeakyRelu(0.2f));
      case "swish", "silu" -> swish(call, name, image);
      case "hard_sigmoid" -> hardSigmoid(call, name, image);
      default -> other(call, name, image, activation);
    };
  }

  /** Keras 3 writes functions as objects, and some write layers. */
  private static JsonNode named(JsonNode written) {
    if (written.isObject() && written.path("class_name").asText().equals("function")) {
      return written.path("config");
    }
    return written;
  }

  private static Image other(Call call, String name, Image image, JsonNode activation) {
    if (activation.path("class_name").asText().equals("ReLU")) {
      return relu(call, name, image, new Settings(activation.path("config")));
    }
    Quantizer quantizer =
        Quantizers.ofImage(activation)
            .orElseThrow(
                () ->
                    new UnsupportedException(
                        "the activation "
                            + Json.shortened(activation)
                            + " is not; relu, leaky_relu, tanh, sigmoid, hard_sigmoid and swish are"));
    return quantizer.ofImage(call.draft(), name, image);
  }

  private static Image curve(Call call, String name, Image image, Curve curve) {
    return call.draft().function(name, image, curve);
  }

  /** x times its sigmoid. */
  private static Image swish(Call call, String name, Image image) {
    Image sigmoid = curve(call, name + "/sigmoid", image, new Curve.Sigmoid());
    return call.draft().multiply(name, List.of(image, sigmoid));
  }

  /** x/5 + ½ in Keras 2 and x/6 + ½ in Keras 3, at least 0 and at most 1. */
  private static Image hardSigmoid(Call call, String name, Image image) {
    if (call.isThird()) {
      return curve(call, name, image, new Curve.HardSigmoid());
    }
    Image line = call.draft().scale(name + "/line", image, new double[] {0.2}, new double[] {0.5});
    return curve(call, name, line, new Curve.Clip(0, 1));
  }

  private static Image softmax(Call call) {
    return ended(call, "Softmax", call.image());
  }

  private static Image ended(Call call, String function, Image image) {
    if (!call.isLast()) {
      throw new UnsupportedException("softmax is at the end of a network alone");
    }
    call.draft().drop(function + " of " + call.name());
    return image;
  }

  private static Image relu(Call call) {
    return relu(call, call.name(), call.image(), call.settings());
  }

  private static Image relu(Call call, String name, Image image, Settings settings) {
    double slope = settings.has("negative_slope") ? settings.numbers("negative_slope")[0] : 0;
    if (settings.has("threshold") && settings.numbers("threshold")[0] != 0) {
      throw new UnsupportedException("with threshold = 0 it is");
    }
    float highest =
        settings.has("max_value")
            ? (float) settings.numbers("max_value")[0]
            : Float.POSITIVE_INFINITY;
    if (slope == 0) {
      boolean isBounded = highest < Float.POSITIVE_INFINITY;
      return curve(call, name, image, isBounded ? new Curve.Clip(0, highest) : new Curve.Relu());
    }
    Curve leaky = new Curve.LeakyRelu((float) slope);
    return highest == Float.POSITIVE_INFINITY
        ? curve(call, name, image, leaky)
        : curve(
            call,
            name,
            curve(call, name + "/slope", image, leaky),
            new Curve.Clip(Float.NEGATIVE_INFINITY, highest));
  }

  private static Image leaky(Call call) {
    String setting = call.settings().has("alpha") ? "alpha" : "negative_slope";
    double slope = call.settings().has(setting) ? call.settings().numbers(setting)[0] : 0.3;
    return curve(call, call.name(), call.image(), new Curve.LeakyRelu((float) slope));
  }

  private static Image prelu(Call call) {
    Numbers alpha = call.array(call.arrays(List.of("alpha")), "alpha");
    Image image = call.flattened(call.image());
    if (alpha.rank() == 0 || alpha.size(alpha.rank() - 1) != alpha.count()) {
      throw new UnsupportedException(
          "with a slope for each channel, shared_axes = [1, 2], it is; here are " + alpha);
    }
    double[] slopes = call.perChannel(image, alpha.doubles());
    return slopes.length == 1
        ? curve(call, call.name(), image, new Curve.LeakyRelu((float) slopes[0]))
        : call.draft().prelu(call.name(), image, Numbers.of(slopes, slopes.length));
  }
}
