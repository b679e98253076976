package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Storage;
import org.orthant.api.model.StoredLayer;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.run.layer.QuantizedLayer;

/** Counts what a network keeps. */
final class NetworkInventory {
  private final List<QuantizedLayer> layers;
  private final Map<String, PlannedLayer> planned;
  private final Map<String, Node> nodes;

  /**
   * @param graph empty where no image passes
   * @param layers all of the network
   * @param planned the selected ones
   */
  NetworkInventory(Optional<Graph> graph, List<QuantizedLayer> layers, List<PlannedLayer> planned) {
    this.layers = layers;
    this.planned =
        planned.stream()
            .collect(Collectors.toMap(layer -> layer.shape().name(), Function.identity()));
    this.nodes =
        graph.map(Graph::nodes).orElse(List.of()).stream()
            .collect(Collectors.toMap(Node::name, Function.identity()));
  }

  /**
   * Counts.
   *
   * @param stored layers that are not in memory, of a network that has no others
   */
  Inventory inventory(List<StoredLayer> stored) {
    List<Inventory.Item> items =
        Stream.concat(layers.stream().map(this::item), stored.stream().map(this::item)).toList();
    long biases = 0;
    long normalizations = 0;
    for (Node node : nodes.values()) {
      if (node instanceof BatchNormalization normalization) {
        normalizations += numbers(normalization.norm());
      } else if (node instanceof Scale scale && !scale.input().equals(Node.INPUT)) {
        biases += other(scale.factor(), 1) + other(scale.shift(), 0);
      } else if (node instanceof org.orthant.api.graph.Function function
          && function.curve() instanceof Curve.Prelu prelu) {
        biases += prelu.slopes().length();
      }
    }
    return new Inventory(items, biases, normalizations);
  }

  private static long numbers(BatchNorm norm) {
    return other(norm.gamma(), 1)
        + other(norm.beta(), 0)
        + norm.mean().length()
        + norm.variance().length();
  }

  /** Returns how many numbers an array has; 0 where they are all the same that changes nothing. */
  private static long other(INDArray numbers, float neutral) {
    for (float number : numbers.dup('c').data().asFloat()) {
      if (number != neutral) {
        return numbers.length();
      }
    }
    return 0;
  }

  private Inventory.Item item(QuantizedLayer layer) {
    Optional<PlannedLayer> asked = Optional.ofNullable(planned.get(layer.name()));
    Map<String, Storage> kept = asked.map(PlannedLayer::kept).orElse(Map.of());
    return new Inventory.Item(
        layer.shape(),
        weights(layer, kept),
        Optional.ofNullable(nodes.get(layer.name())).flatMap(this::entering),
        kept,
        asked.map(PlannedLayer::entering).orElse(Map.of()));
  }

  private Inventory.Item item(StoredLayer layer) {
    Optional<PlannedLayer> asked = Optional.ofNullable(planned.get(layer.outline().name()));
    return new Inventory.Item(
        layer.outline().shape(),
        Optional.of(Storage.floats()),
        Optional.empty(),
        asked.map(PlannedLayer::kept).orElse(Map.of()),
        asked.map(PlannedLayer::entering).orElse(Map.of()));
  }

  private static Optional<Storage> weights(QuantizedLayer quantized, Map<String, Storage> kept) {
    Layer layer = quantized.layer();
    if (layer.continuous() && layer.weightQuantization().isEmpty()) {
      return Optional.of(Storage.floats());
    }
    return layer
        .weightQuantization()
        .flatMap(Quantization::storage)
        .or(() -> FewValues.storage(quantized.weights(Weights.TRAINED)))
        .or(() -> quantized.asTrained().flatMap(name -> Optional.ofNullable(kept.get(name))));
  }

  /** Returns what enters a node that has one input. */
  private Optional<Storage> entering(Node node) {
    return leaving(node.inputs().get(0));
  }

  /** Empty behind a quantizer of which it is not known. */
  private Optional<Storage> leaving(String name) {
    Node node = nodes.get(name);
    if (node instanceof Quantize quantize) {
      return quantize.quantization().storage();
    }
    if (node instanceof Concat concat) {
      List<Storage> parts = new ArrayList<>();
      concat.inputs().forEach(input -> leaving(input).ifPresent(parts::add));
      return parts.size() == concat.inputs().size()
          ? parts.stream().reduce((a, b) -> a.kind().with(b.kind()) == a.kind() ? a : b)
          : Optional.empty();
    }
    return node != null && keepsNumbers(node) ? entering(node) : Optional.of(Storage.floats());
  }

  /** Whether what leaves are numbers that entered, up to a factor and a shift of all of them. */
  private static boolean keepsNumbers(Node node) {
    return node instanceof Flatten
        || node instanceof Slice
        || node instanceof Shuffle
        || node instanceof Pad
        || node instanceof PadChannels
        || (node instanceof Pool pool && pool.kind() == Pool.Kind.MAX)
        || (node instanceof Scale scale
            && scale.factor().length() == 1
            && scale.shift().length() == 1);
  }
}
