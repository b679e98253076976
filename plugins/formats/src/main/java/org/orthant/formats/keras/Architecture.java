package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.Settings;

/**
 * The layers of a model, in an order in which each comes after those it takes.
 *
 * @param inputs what enters
 * @param outputs what leaves
 */
record Architecture(List<KerasLayer> layers, List<Reference> inputs, List<Reference> outputs) {
  private static final int MOST = 10_000;
  private static final Set<String> FUNCTIONAL = Set.of("Functional", "Model");

  /** Libraries whose classes mean what they are called. */
  private static final Set<String> KNOWN = Set.of("larq", "qkeras", "hls4ml");

  /**
   * Reads a model.
   *
   * @param model with {@code class_name} and {@code config}
   * @throws BadInputException if it is not sequential or functional, or its layers form a circle
   */
  static Architecture of(JsonNode model) {
    String type = model.path("class_name").asText();
    JsonNode config = model.path("config");
    JsonNode written = config.isArray() ? config : config.path("layers");
    if (!(FUNCTIONAL.contains(type) || type.equals("Sequential")) || !written.isArray()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the model is a %s, whose code is not in the file; sequential and functional models"
                  + " are read",
              Json.shortened(model.path("class_name"))));
    }
    if (written.size() > MOST) {
      throw new BadInputException("has " + written.size() + " layers, more than 10,000");
    }
    List<KerasLayer> layers = layers(written);
    if (type.equals("Sequential")) {
      return chain(layers, written.path(0), config);
    }
    return new Architecture(
        ordered(layers),
        InboundNodes.references(config.path("input_layers")),
        InboundNodes.references(config.path("output_layers")));
  }

  private static List<KerasLayer> layers(JsonNode written) {
    List<KerasLayer> layers = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (JsonNode layer : written) {
      JsonNode config = layer.path("config");
      String type = type(layer.path("class_name").asText());
      String name = layer.path("name").asText(config.path("name").asText(type));
      int count = counts.merge(snake(type), 1, Integer::sum);
      InboundNodes inbound = InboundNodes.of(layer.path("inbound_nodes"));
      if (!names.add(name)) {
        throw new BadInputException("two layers are called " + name);
      }
      layers.add(
          new KerasLayer(
              name,
              type,
              count == 1 ? snake(type) : snake(type) + "_" + (count - 1),
              new Settings(config),
              inbound.calls(),
              inbound.isWhole()));
    }
    return layers;
  }

  private static String type(String written) {
    int end = written.indexOf('>');
    boolean isKnown = end > 0 && KNOWN.contains(written.substring(0, end).toLowerCase(Locale.ROOT));
    return isKnown ? written.substring(end + 1) : written;
  }

  /** A class's name in lower case, with _ between its words, as Keras 3 has it. */
  private static String snake(String type) {
    return type.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private static Architecture chain(List<KerasLayer> layers, JsonNode first, JsonNode config) {
    if (layers.isEmpty()) {
      throw new BadInputException("has no layers");
    }
    List<KerasLayer> chain = new ArrayList<>();
    if (!layers.get(0).isInput()) {
      ObjectNode shape = JsonNodeFactory.instance.objectNode();
      shape.set("batch_shape", shape(first, config));
      chain.add(
          new KerasLayer(
              layers.get(0).name() + "_input",
              "InputLayer",
              "",
              new Settings(shape),
              List.of(),
              true));
    }
    for (KerasLayer layer : layers) {
      List<List<Reference>> calls =
          chain.isEmpty()
              ? List.of()
              : List.of(List.of(Reference.of(chain.get(chain.size() - 1).name())));
      chain.add(layer.calledWith(calls));
    }
    return new Architecture(
        chain,
        List.of(Reference.of(chain.get(0).name())),
        List.of(Reference.of(chain.get(chain.size() - 1).name())));
  }

  /** Returns what enters the first layer of a chain without a layer for it. */
  private static JsonNode shape(JsonNode first, JsonNode config) {
    return Stream.of(
            first.path("config").path("batch_input_shape"),
            first.path("config").path("batch_shape"),
            config.path("build_input_shape"),
            first.path("build_config").path("input_shape"))
        .filter(JsonNode::isArray)
        .findFirst()
        .orElse(JsonNodeFactory.instance.nullNode());
  }

  private static List<KerasLayer> ordered(List<KerasLayer> layers) {
    Map<String, KerasLayer> open = new LinkedHashMap<>();
    layers.forEach(layer -> open.put(layer.name(), layer));
    requireKnown(layers, open.keySet());
    List<KerasLayer> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (KerasLayer layer : List.copyOf(open.values())) {
        boolean isReady =
            layer.calls().stream()
                .flatMap(List::stream)
                .allMatch(taken -> done.contains(taken.layer()) || isEarlier(taken, layer));
        if (isReady) {
          ordered.add(open.remove(layer.name()));
          done.add(layer.name());
          goesOn = true;
        }
      }
    }
    if (!open.isEmpty()) {
      throw new BadInputException(
          "the layers "
              + String.join(", ", open.keySet().stream().limit(10).toList())
              + " form a circle: each waits for another");
    }
    return ordered;
  }

  /** Whether a layer takes what left it when it was used before. */
  private static boolean isEarlier(Reference taken, KerasLayer layer) {
    return taken.layer().equals(layer.name())
        && layer.calls().subList(0, Math.min(layer.calls().size(), taken.call() + 1)).stream()
            .flatMap(List::stream)
            .noneMatch(each -> each.layer().equals(layer.name()));
  }

  private static void requireKnown(List<KerasLayer> layers, Set<String> names) {
    for (KerasLayer layer : layers) {
      Optional<Reference> unknown =
          layer.calls().stream()
              .flatMap(List::stream)
              .filter(taken -> !names.contains(taken.layer()))
              .findFirst();
      if (unknown.isPresent()) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the layer %s takes %s, and there is no such layer",
                layer.name(),
                unknown.get().layer()));
      }
    }
  }
}
