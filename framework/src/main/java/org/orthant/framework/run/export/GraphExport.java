package org.orthant.framework.run.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.measure.Weights;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.storage.Publication;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a network as {@code network.yaml} and NumPy files, which {@code graph:} reads. */
final class GraphExport {
  private static final String FILE = "network.yaml";

  /** Where the arrays lie, beside the file. */
  private static final String ARRAYS = "network";

  private final Network network;
  private final Map<String, String> provenance;

  /**
   * @param provenance where the network came from
   */
  GraphExport(Network network, Map<String, String> provenance) {
    this.network = network;
    this.provenance = provenance;
  }

  /**
   * Writes it.
   *
   * @return why it was not written; empty where it was
   */
  Optional<String> write(Path folder, Publication publication) {
    Graph graph = network.graph();
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      NodeDescription described = NodeDescription.of(node, computed(node));
      if (!described.isComplete()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%s is not written: it has no way to tell of %s, which is %s",
                FILE,
                node.name(),
                described.parameters().get("quantizer")));
      }
      Map<String, Object> parameters = new LinkedHashMap<>(described.parameters());
      described
          .arrays()
          .forEach(
              (file, array) -> {
                arrays.put(file, array);
                parameters.replaceAll(
                    (key, value) -> value.equals(file) ? ARRAYS + "/" + file : value);
              });
      nodes.put(node.name(), Map.of(described.kind(), parameters));
    }
    arrays.forEach(
        (file, array) ->
            publication.write(
                folder.resolve(ARRAYS).resolve(file).toString(),
                written -> Nd4j.writeAsNumpy(array, written.toFile())));
    String text = yaml(graph, nodes);
    publication.write(
        folder.resolve(FILE).toString(),
        written -> Files.writeString(written, text, StandardCharsets.UTF_8));
    return Optional.empty();
  }

  /** The weights a layer computes with, where they are not the continuous ones. */
  private Optional<INDArray> computed(Node node) {
    return node instanceof Product product && product.layer().weightQuantization().isPresent()
        ? Optional.of(layer(node.name()).weights(Weights.TRAINED))
        : Optional.empty();
  }

  private QuantizedLayer layer(String name) {
    return network.layers().stream()
        .map(unit -> unit.layer())
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String yaml(Graph graph, Map<String, Object> nodes) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", 1);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("height", graph.input().height());
    input.put("width", graph.input().width());
    input.put("channels", graph.input().channels());
    file.put("input", input);
    file.put("scores", graph.scores());
    file.put("loss", graph.loss().toString());
    file.put("provenance", new TreeMap<>(provenance));
    file.put("nodes", nodes);
    DumperOptions options = new DumperOptions();
    options.setWidth(160);
    options.setAllowUnicode(true);
    return new Yaml(options).dump(file);
  }
}
