package org.orthant.formats.keras.quantizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.Settings;

/**
 * A quantizer's name with its parameters. Files write {@code "ste_sign"}, {@code
 * "quantized_bits(4,0,alpha=1)"}, or an object with {@code class_name} and {@code config}.
 */
record Identifier(String name, Settings parameters) {
  private static final Pattern CALL = Pattern.compile("\\s*(\\w{1,50})\\s*(?:\\(([^()]*)\\))?\\s*");

  private static final Map<String, List<String>> ORDER =
      Map.of(
          "quantized_bits",
          List.of(
              "bits",
              "integer",
              "symmetric",
              "keep_negative",
              "alpha",
              "use_stochastic_rounding",
              "scale_axis",
              "qnoise_factor"),
          "quantized_relu",
          List.of(
              "bits",
              "integer",
              "use_sigmoid",
              "negative_slope",
              "use_stochastic_rounding",
              "relu_upper_bound",
              "is_quantized_clip",
              "qnoise_factor"),
          "quantized_tanh",
          List.of("bits", "use_stochastic_rounding", "symmetric", "use_real_tanh"),
          "quantized_sigmoid",
          List.of("bits", "symmetric", "use_real_sigmoid", "use_stochastic_rounding"),
          "binary",
          List.of("use_01", "alpha", "use_stochastic_rounding"),
          "stochastic_binary",
          List.of("alpha", "temperature", "use_real_sigmoid"),
          "ternary",
          List.of("alpha", "threshold", "use_stochastic_rounding", "number_of_unrolls"),
          "stochastic_ternary",
          List.of("alpha", "threshold", "temperature", "use_real_sigmoid", "number_of_unrolls"));

  /** Reads one; empty if there is none, or something that is not named. */
  static Optional<Identifier> of(JsonNode written) {
    if (written.isTextual()) {
      return ofText(written.asText());
    } else if (!written.path("class_name").isTextual()) {
      return Optional.empty();
    }
    String type = written.path("class_name").asText();
    JsonNode config = written.path("config");
    if (config.isTextual()) {
      return ofText(config.asText());
    }
    return Optional.of(
        new Identifier(type.substring(type.lastIndexOf('>') + 1), new Settings(config)));
  }

  private static Optional<Identifier> ofText(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return Optional.empty();
    }
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    String name = call.group(1);
    String arguments = call.group(2) == null ? "" : call.group(2).strip();
    if (!arguments.isEmpty()) {
      String[] each = arguments.split(",", -1);
      for (int i = 0; i < each.length; i++) {
        add(name, each[i].strip(), i, parameters);
      }
    }
    return Optional.of(new Identifier(name, new Settings(parameters)));
  }

  private static void add(String name, String argument, int place, ObjectNode parameters) {
    int equals = argument.indexOf('=');
    List<String> order = ORDER.getOrDefault(name, List.of());
    if (equals < 0 && place >= order.size()) {
      throw new UnsupportedException(
          "what the argument " + argument + " of " + name + " means is not known");
    }
    String key = equals < 0 ? order.get(place) : argument.substring(0, equals).strip();
    parameters.set(key, value(argument.substring(equals + 1).strip()));
  }

  /** A value as Python writes it. */
  private static JsonNode value(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (text.matches("'[^']*'|\"[^\"]*\"")) {
      return nodes.textNode(text.substring(1, text.length() - 1));
    }
    return switch (text) {
      case "None" -> nodes.nullNode();
      case "True" -> nodes.booleanNode(true);
      case "False" -> nodes.booleanNode(false);
      default -> {
        try {
          yield nodes.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
          throw new UnsupportedException(
              "what " + Json.shortened(nodes.textNode(text)) + " means is not known");
        }
      }
    };
  }
}
