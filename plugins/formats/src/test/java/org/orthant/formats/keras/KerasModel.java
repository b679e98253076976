package org.orthant.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.model.Layer;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;

/** Writes files as Keras does, and reads them. */
final class KerasModel {
  private final Path folder;
  private final Map<String, Map<String, Object>> arrays = new LinkedHashMap<>();
  private String json = "";
  private String version = "2.4.0";

  KerasModel(Path folder) {
    this.folder = folder;
  }

  /** The whole architecture, with ' for " and ^ for '. */
  KerasModel json(String json) {
    this.json = json.replace('\'', '"').replace('^', '\'');
    return this;
  }

  /** A chain that an image of that shape enters. */
  KerasModel sequential(String shape, String... layers) {
    return json(
        """
        {'class_name': 'Sequential', 'config': {'name': 'chain', 'layers': [
        {'class_name': 'InputLayer', 'config': {'batch_input_shape': [null, %s], 'name': 'in'}}, %s]}}"""
            .formatted(shape, String.join(",\n", layers)));
  }

  /** A layer with settings such as {@code 'units': 3}. */
  static String layer(String type, String name, String... settings) {
    List<String> all = new ArrayList<>(List.of("'name': '" + name + "'"));
    all.addAll(Arrays.asList(settings));
    return String.format(
        Locale.ROOT, "{'class_name': '%s', 'config': {%s}}", type, String.join(", ", all));
  }

  KerasModel version(String version) {
    this.version = version;
    return this;
  }

  /**
   * An array of a layer.
   *
   * @param name a path in the layer's group, such as {@code conv/kernel:0}
   */
  KerasModel array(String layer, String name, float[] numbers, int... sizes) {
    arrays.computeIfAbsent(layer, key -> new LinkedHashMap<>()).put(name, nested(numbers, sizes));
    return this;
  }

  /** The arrays of Java that jhdf writes. */
  private static Object nested(float[] numbers, int... sizes) {
    Object array = Array.newInstance(float.class, sizes);
    fill(array, numbers, new int[] {0});
    return array;
  }

  private static void fill(Object array, float[] numbers, int[] next) {
    for (int i = 0; i < Array.getLength(array); i++) {
      if (array instanceof float[] row) {
        row[i] = numbers[next[0]++ % numbers.length];
      } else {
        fill(Array.get(array, i), numbers, next);
      }
    }
  }

  /** So many numbers in a row: 0.01, −0.02, 0.03 … */
  static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (i % 2 == 0 ? 1 : -1) * (i + 1) / 100f;
    }
    return numbers;
  }

  /** A whole model in one file. */
  Path h5() {
    Path path = folder.resolve("model.h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      file.putAttribute("keras_version", version);
      file.putAttribute("model_config", json);
      named(file.putGroup("model_weights"));
    }
    return path;
  }

  /** Arrays alone, as Keras 2 saves them. */
  Path weights(String name) {
    Path path = folder.resolve(name);
    try (WritableHdfFile file = HdfFile.write(path)) {
      named(file);
    }
    return path;
  }

  private void named(WritableGroup group) {
    group.putAttribute("layer_names", arrays.keySet().toArray(String[]::new));
    arrays.forEach(
        (layer, each) -> {
          WritableGroup own = group.putGroup(layer);
          own.putAttribute("weight_names", each.keySet().toArray(String[]::new));
          each.forEach((name, array) -> put(own, name, array));
        });
  }

  /** Puts an array at a path, of which only the last group may hold several. */
  private static void put(WritableGroup group, String path, Object array) {
    WritableGroup parent = group;
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      parent =
          parent.getChildren().get(names[i]) instanceof WritableGroup there
              ? there
              : parent.putGroup(names[i]);
    }
    parent.putDataset(names[names.length - 1], array);
  }

  /** The architecture alone. */
  Path text(String name) throws IOException {
    String text = json.replaceFirst("\\{", "{\"keras_version\": \"" + version + "\", ");
    return Files.writeString(folder.resolve(name), text);
  }

  /** An archive, in which a layer's name is a path such as {@code layers/conv2d}. */
  Path archive() throws IOException {
    Path inner = folder.resolve("inner.h5");
    try (WritableHdfFile file = HdfFile.write(inner)) {
      arrays.forEach(
          (layer, each) ->
              each.forEach((name, array) -> put(file, layer + "/vars/" + name, array)));
    }
    return archive(Files.readAllBytes(inner));
  }

  Path archive(byte... inner) throws IOException {
    Path path = folder.resolve("model.keras");
    try (OutputStream stream = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      entry(
          zip,
          "metadata.json",
          ("{\"keras_version\": \"" + version + "\"}").getBytes(StandardCharsets.UTF_8));
      entry(zip, "config.json", json.getBytes(StandardCharsets.UTF_8));
      entry(zip, "model.weights.h5", inner);
    }
    return path;
  }

  private static void entry(ZipOutputStream zip, String name, byte... bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  static Optional<ReadNetwork> opened(Path path) throws IOException {
    return KerasReader.read(path, Optional.empty(), Pixels.UNCHANGED);
  }

  static ReadNetwork read(Path path) {
    try {
      return opened(path).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Graph graph(Path path) {
    return read(path).graph(DraftArrays.READ);
  }

  /** Each node's kind, name and inputs, such as {@code Product conv(input)}. */
  static List<String> nodes(Graph graph) {
    return graph.nodes().stream()
        .map(
            node ->
                String.format(
                    Locale.ROOT,
                    "%s %s(%s)",
                    node.getClass().getSimpleName(),
                    node.name(),
                    String.join(", ", node.inputs())))
        .toList();
  }

  /** The node of that name. */
  static <T extends Node> T node(Graph graph, String name, Class<T> type) {
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /** What a layer computes with. */
  static float[] computed(Layer layer) {
    return layer
        .weightQuantization()
        .map(quantization -> quantization.map().apply(layer.weights()))
        .orElse(layer.weights())
        .dup('c')
        .data()
        .asFloat();
  }

  static float[] continuous(Layer layer) {
    return layer.weights().dup('c').data().asFloat();
  }
}
