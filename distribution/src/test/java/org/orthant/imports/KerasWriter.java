package org.orthant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** Writes binary networks of Orthant's own as Keras files, their continuous weights included. */
final class KerasWriter {
  /** Whose layers are written. */
  enum Library {
    /** Layers that quantize what enters them; their sign of 0 is 1. */
    LARQ,
    /** The layers that hls4ml reads, and signs in layers of their own; their sign of 0 is −1. */
    BINARY_NET
  }

  private final Graph network;
  private final Library library;
  private final ObjectNode model = new ObjectMapper().createObjectNode();
  private final ArrayNode layers;
  private final Map<String, Map<String, Object>> arrays = new LinkedHashMap<>();
  private boolean signsWait;

  private KerasWriter(Graph network, Library library) {
    this.network = network;
    this.library = library;
    this.layers = model.put("class_name", "Sequential").putObject("config").putArray("layers");
  }

  /** Writes an HDF5 file, or an archive if its name ends with {@code .keras}. */
  static Path write(Path file, Graph network, Library library) throws IOException {
    KerasWriter writer = new KerasWriter(network, library);
    writer.image();
    network.nodes().forEach(writer::add);
    if (file.toString().endsWith(".keras")) {
      writer.archive(file);
    } else {
      writer.hdf(file);
    }
    return file;
  }

  private void hdf(Path file) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("keras_version", "2.4.0");
      hdf.putAttribute("model_config", model.toString());
      WritableGroup weights = hdf.putGroup("model_weights");
      weights.putAttribute("layer_names", arrays.keySet().toArray(String[]::new));
      arrays.forEach((layer, each) -> put(weights.putGroup(layer), layer, each));
    }
  }

  private void archive(Path file) throws IOException {
    Path inner = file.resolveSibling("inner.h5");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "metadata.json", "{\"keras_version\": \"3.4.1\"}".getBytes(UTF_8));
      entry(zip, "config.json", model.toString().getBytes(UTF_8));
      numbered(inner);
      entry(zip, "model.weights.h5", Files.readAllBytes(inner));
    } finally {
      Files.deleteIfExists(inner);
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte... bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Writes the arrays as Keras 3 does: a layer's group is called as its class, with a number. */
  private void numbered(Path file) {
    Map<String, Integer> counts = new HashMap<>();
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup groups = hdf.putGroup("layers");
      for (JsonNode layer : layers) {
        String type = snakeCase(layer.path("class_name").asText());
        int count = counts.merge(type, 1, Integer::sum);
        Map<String, Object> own = arrays.get(layer.path("config").path("name").asText());
        if (own != null) {
          numbered(groups.putGroup(count == 1 ? type : type + "_" + (count - 1)), own);
        }
      }
    }
  }

  private static void numbered(WritableGroup group, Map<String, Object> arrays) {
    WritableGroup inner = group.putGroup("vars");
    int number = 0;
    for (Object array : arrays.values()) {
      inner.putDataset(String.valueOf(number++), array);
    }
  }

  private static String snakeCase(String type) {
    return type.replaceAll("(.)([A-Z][a-z]+)", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** The arrays lie in a group of the layer's name inside its group. */
  private static void put(WritableGroup group, String layer, Map<String, Object> arrays) {
    group.putAttribute(
        "weight_names",
        arrays.keySet().stream().map(name -> layer + "/" + name).toArray(String[]::new));
    WritableGroup inner = group.putGroup(layer);
    arrays.forEach(inner::putDataset);
  }

  private ObjectNode layer(String type, String name) {
    return layers.addObject().put("class_name", type).putObject("config").put("name", name);
  }

  private void image() {
    ImageShape image = network.input();
    layer("InputLayer", Node.INPUT)
        .putArray("batch_input_shape")
        .addNull()
        .add(image.height())
        .add(image.width())
        .add(image.channels());
  }

  private void add(Node node) {
    String name = node.name().replace('/', '_');
    if (node instanceof Product product) {
      product(name, product);
    } else if (node instanceof BatchNormalization normalization) {
      norm(name, normalization.norm());
    } else if (node instanceof Pool) {
      layer("MaxPooling2D", name).putArray("pool_size").add(2).add(2);
    } else if (node instanceof Flatten) {
      layer("Flatten", name);
    } else if (node instanceof Quantize && library == Library.LARQ) {
      signsWait = true;
    } else if (node instanceof Quantize) {
      layer("Activation", name).put("activation", "binary_tanh");
    } else {
      throw new AssertionError("no network of Orthant's own has a " + node);
    }
  }

  private void product(String name, Product product) {
    LayerShape shape = product.layer().shape();
    boolean isConvolution = shape.kind() == LayerKind.CONVOLUTION;
    ObjectNode config = layer(type(isConvolution), name).put("use_bias", false);
    if (library == Library.LARQ) {
      config.put("kernel_quantizer", "ste_sign");
      config.put("input_quantizer", signsWait ? "ste_sign" : null);
      signsWait = false;
    }
    float[] kernel = filtersLast(Floats.of(Dense.of(product.layer().weights())), shape.filters());
    if (!isConvolution) {
      config.put("units", shape.filters());
      array(name, "kernel:0", kernel, shape.dimension(), shape.filters());
      return;
    }
    int height = shape.window().kernel().height();
    int width = shape.window().kernel().width();
    config.put("filters", shape.filters()).put("padding", "same");
    config.putArray("kernel_size").add(height).add(width);
    array(name, "kernel:0", kernel, height, width, shape.channelsPerGroup(), shape.filters());
  }

  private String type(boolean isConvolution) {
    String prefix = library == Library.LARQ ? "Quant" : "Binary";
    return prefix + (isConvolution ? "Conv2D" : "Dense");
  }

  private void norm(String name, BatchNorm norm) {
    layer("BatchNormalization", name).put("epsilon", norm.epsilon());
    array(name, "gamma:0", norm.gamma());
    array(name, "beta:0", norm.beta());
    array(name, "moving_mean:0", norm.mean());
    array(name, "moving_variance:0", norm.variance());
  }

  private void array(String layer, String name, INDArray values) {
    float[] numbers = Floats.of(Dense.of(values));
    array(layer, name, numbers, numbers.length);
  }

  private void array(String layer, String name, float[] numbers, int... sizes) {
    Object array = Array.newInstance(float.class, sizes);
    fill(array, numbers, 0);
    arrays.computeIfAbsent(layer, key -> new LinkedHashMap<>()).put(name, array);
  }

  /** Fills an array of arrays with numbers from one on; returns the place of the next. */
  private static int fill(Object array, float[] numbers, int first) {
    int next = first;
    if (array instanceof float[] row) {
      System.arraycopy(numbers, first, row, 0, row.length);
      return first + row.length;
    }
    for (int i = 0; i < Array.getLength(array); i++) {
      next = fill(Array.get(array, i), numbers, next);
    }
    return next;
  }

  /** [d, filters] of [filters, d]. */
  private static float[] filtersLast(float[] weights, int filters) {
    float[] moved = new float[weights.length];
    int dimension = weights.length / filters;
    for (int i = 0; i < weights.length; i++) {
      moved[i % dimension * filters + i / dimension] = weights[i];
    }
    return moved;
  }
}
