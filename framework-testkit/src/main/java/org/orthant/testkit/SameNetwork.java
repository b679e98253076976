package org.orthant.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.StoredLayer;

/** Whether two networks are one: arrays to the last bit, quantizers by what they do. */
final class SameNetwork {
  private static final int ROWS = 8;
  private static final Seed SEED = new Seed(1705);

  private SameNetwork() {}

  /** The name of the first node or layer that differs; empty where none does. */
  static Optional<String> difference(Model a, Model b) {
    if (a.graph().isPresent() && b.graph().isPresent()) {
      return difference(a.graph().get(), b.graph().get());
    }
    if (a.graph().isPresent() || b.graph().isPresent()) {
      return Optional.of("the graph");
    }
    List<Layer> layers = layers(a);
    List<Layer> others = layers(b);
    if (layers.size() != others.size()) {
      return Optional.of("the number of layers");
    }
    for (int i = 0; i < layers.size(); i++) {
      if (!isSame(layers.get(i), others.get(i))) {
        return Optional.of(layers.get(i).name());
      }
    }
    return Optional.empty();
  }

  /** The layers, those that are stored opened. */
  private static List<Layer> layers(Model model) {
    List<Layer> layers = new ArrayList<>(model.layers());
    try {
      for (StoredLayer stored : model.stored()) {
        layers.add(stored.open());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return layers;
  }

  private static Optional<String> difference(Graph a, Graph b) {
    if (!a.input().equals(b.input())
        || !a.scores().equals(b.scores())
        || a.loss() != b.loss()
        || a.nodes().size() != b.nodes().size()) {
      return Optional.of("the graph");
    }
    for (int i = 0; i < a.nodes().size(); i++) {
      Node node = a.nodes().get(i);
      int channels = a.shapes().get(node.name()).channels();
      if (!isSame(node, b.nodes().get(i), channels)) {
        return Optional.of(node.name());
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Node a, Node b, int channels) {
    if (a.getClass() != b.getClass()
        || !a.name().equals(b.name())
        || !a.inputs().equals(b.inputs())
        || !haveSameArrays(a, b)) {
      return false;
    }
    if (a instanceof Product x && b instanceof Product y) {
      return isSame(x.layer(), y.layer());
    }
    if (a instanceof Quantize x && b instanceof Quantize y) {
      return isSame(x.quantization(), y.quantization(), channels);
    }
    return a.equals(b);
  }

  /** Nodes are equal where their arrays are equal but for rounding, so these are compared here. */
  private static boolean haveSameArrays(Node a, Node b) {
    Map<String, INDArray> ofA = NodeArrays.of(a);
    Map<String, INDArray> ofB = NodeArrays.of(b);
    return ofA.keySet().equals(ofB.keySet())
        && ofA.entrySet().stream()
            .allMatch(array -> Numbers.equal(array.getValue(), ofB.get(array.getKey())));
  }

  private static boolean isSame(Layer a, Layer b) {
    return a.shape().equals(b.shape())
        && a.continuous() == b.continuous()
        && Numbers.equal(a.weights(), b.weights())
        && names(a).equals(names(b))
        && Numbers.equal(computedWith(a), computedWith(b));
  }

  private static List<String> names(Layer layer) {
    return layer.weightQuantization().stream().map(Quantization::quantizer).toList();
  }

  private static INDArray computedWith(Layer layer) {
    return layer
        .weightQuantization()
        .map(quantization -> quantization.map().apply(layer.weights()))
        .orElse(layer.weights());
  }

  private static boolean isSame(Quantization a, Quantization b, int channels) {
    return a.quantizer().equals(b.quantizer())
        && Numbers.equal(
            a.map().apply(FakeSample.gaussian(ROWS, channels, SEED)),
            b.map().apply(FakeSample.gaussian(ROWS, channels, SEED)));
  }
}
