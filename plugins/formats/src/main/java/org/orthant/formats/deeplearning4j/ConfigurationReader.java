package org.orthant.formats.deeplearning4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.orthant.api.BadInputException;
import org.orthant.formats.deeplearning4j.layers.Settings;

/** Reads {@code configuration.json} as a tree; no class that it names is loaded. */
final class ConfigurationReader {
  private static final String NAME = "configuration.json";
  private static final String LAYER = "layer";
  private static final String VARIABLES = "variables";
  private static final int MOST_VERTICES = 10_000;
  private static final int MOST_INPUTS = 50_000;
  private static final int DEEPEST = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode json;

  private ConfigurationReader(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads it.
   *
   * @throws BadInputException if it is none of a network
   */
  static Configuration read(byte[] text) throws IOException {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(NAME + " cannot be read: " + e.getOriginalMessage(), e);
    }
    ConfigurationReader reader = new ConfigurationReader(json);
    if (json.path("confs").isArray()) {
      return reader.multiLayerNetwork();
    } else if (json.path("vertices").isObject()) {
      return reader.computationGraph();
    }
    throw bad("describes neither a MultiLayerNetwork nor a ComputationGraph");
  }

  private Configuration multiLayerNetwork() {
    JsonNode layers = json.path("confs");
    requireCount(layers.size());
    Set<String> taken = new HashSet<>(Set.of("input"));
    List<Vertex> vertices = new ArrayList<>();
    String before = "input";
    for (int i = 0; i < layers.size(); i++) {
      Settings layer = unfrozen(layers.get(i).path(LAYER));
      requireClass(layer, "layer " + i);
      String own = layer.text("layerName").orElse("layer" + i);
      String name = taken.add(own) ? own : own + " (layer " + i + ")";
      vertices.add(
          new Vertex(
              name,
              List.of(before),
              layer,
              preprocessor(json.path("inputPreProcessors").path(Integer.toString(i))),
              hasParameters(layers.get(i))));
      before = name;
    }
    return new Configuration("MultiLayerNetwork", "input", vertices, List.of(before));
  }

  private Configuration computationGraph() {
    List<String> inputs = texts(json.path("networkInputs"));
    if (inputs.size() != 1) {
      throw bad(
          String.format(
              Locale.ROOT,
              "has %d inputs (%s); networks of one image are read",
              inputs.size(),
              String.join(", ", inputs.stream().limit(10).toList())));
    }
    requireCount(json.path("vertices").size());
    List<Vertex> vertices = new ArrayList<>();
    Set<String> known = new HashSet<>(inputs);
    int taken = 0;
    for (String name : order(inputs.get(0))) {
      Vertex vertex = vertex(name);
      if (!known.containsAll(vertex.inputs()) || !known.add(name)) {
        throw bad(
            "puts the vertex "
                + name
                + " before what it takes, or takes what there is not: the vertices are in no order");
      }
      taken += vertex.inputs().size();
      vertices.add(vertex);
    }
    if (vertices.size() != json.path("vertices").size() || taken > MOST_INPUTS) {
      throw bad("has vertices that its topologicalOrderStr does not name, or too many inputs");
    }
    return new Configuration(
        "ComputationGraph", inputs.get(0), vertices, texts(json.path("networkOutputs")));
  }

  /** In the order in which DeepLearning4J counts the parameters. */
  private List<String> order(String input) {
    List<String> order = texts(json.path("topologicalOrderStr"));
    if (order.isEmpty()) {
      throw bad(
          "has no topologicalOrderStr, as before 1.0.0: load it with DeepLearning4J 1.0.0-M2.1 and"
              + " save it again");
    }
    return order.stream().filter(name -> !name.equals(input)).toList();
  }

  private Vertex vertex(String name) {
    JsonNode written = json.path("vertices").path(name);
    List<String> inputs = texts(json.path("vertexInputs").path(name));
    Settings vertex = new Settings(written);
    requireClass(vertex, name);
    if (!vertex.simpleName().equals("LayerVertex")) {
      requireInputs(name, inputs, MOST_INPUTS);
      return new Vertex(name, inputs, vertex, Optional.empty(), false);
    }
    requireInputs(name, inputs, 1);
    Settings layer = unfrozen(written.path("layerConf").path(LAYER));
    requireClass(layer, name);
    return new Vertex(
        name,
        inputs,
        layer,
        preprocessor(written.path("preProcessor")),
        hasParameters(written.path("layerConf")));
  }

  /** The layer itself where it was frozen, which matters to training alone. */
  private static Settings unfrozen(JsonNode layer) {
    Settings settings = new Settings(layer);
    boolean isFrozen =
        settings.className().equals("org.deeplearning4j.nn.conf.layers.misc.FrozenLayer");
    return isFrozen ? settings.of(LAYER) : settings;
  }

  private static Optional<Settings> preprocessor(JsonNode written) {
    return written.isObject() ? Optional.of(new Settings(written)) : Optional.empty();
  }

  private static boolean hasParameters(JsonNode configuration) {
    return !configuration.path(VARIABLES).isArray() || !configuration.path(VARIABLES).isEmpty();
  }

  private static void requireClass(Settings settings, String name) {
    if (settings.className().isEmpty()) {
      throw bad(
          name
              + " names no @class, as before 1.0.0: load it with DeepLearning4J 1.0.0-M2.1 and save"
              + " it again");
    }
  }

  private static void requireInputs(String name, List<String> inputs, int most) {
    if (inputs.isEmpty() || inputs.size() > most) {
      throw bad(String.format(Locale.ROOT, "has a vertex %s with %d inputs", name, inputs.size()));
    }
  }

  private static void requireCount(int vertices) {
    if (vertices < 1 || vertices > MOST_VERTICES) {
      throw bad(
          String.format(
              Locale.ROOT, "has %d layers or vertices, not 1 to %d", vertices, MOST_VERTICES));
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static BadInputException bad(String problem) {
    return new BadInputException(NAME + " " + problem);
  }
}
