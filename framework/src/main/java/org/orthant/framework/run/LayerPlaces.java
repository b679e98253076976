package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Quantization;
import org.orthant.framework.result.LayerPlace;
import org.orthant.framework.run.layer.QuantizedLayer;

/** Finds where each selected layer stands in a graph. */
final class LayerPlaces {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, QuantizedLayer> selected = new LinkedHashMap<>();

  private LayerPlaces(Graph graph, List<QuantizedLayer> selected) {
    graph.nodes().forEach(node -> nodes.put(node.name(), node));
    selected.forEach(layer -> this.selected.put(layer.name(), layer));
  }

  /** The place of each selected layer, by its name. */
  static Map<String, LayerPlace> of(Graph graph, List<QuantizedLayer> selected) {
    LayerPlaces places = new LayerPlaces(graph, selected);
    Map<String, LayerPlace> found = new LinkedHashMap<>();
    selected.forEach(layer -> found.put(layer.name(), places.place(layer)));
    return found;
  }

  private LayerPlace place(QuantizedLayer layer) {
    Node product = nodes.get(layer.name());
    return new LayerPlace(
        weights(layer),
        nearest(product, node -> node instanceof Quantize || node instanceof Product).stream()
            .findFirst()
            .filter(Quantize.class::isInstance)
            .map(node -> ((Quantize) node).quantization().quantizer())
            .orElse(LayerPlace.CONTINUOUS),
        nearest(product, node -> selected.containsKey(node.name())).stream()
            .map(Node::name)
            .toList());
  }

  private static String weights(QuantizedLayer quantized) {
    Layer layer = quantized.layer();
    Optional<String> trained = quantized.asTrained();
    return trained
        .or(() -> layer.weightQuantization().map(Quantization::quantizer))
        .orElse(LayerPlace.CONTINUOUS);
  }

  /** The nodes of that kind that a node is reached from with no other of the kind between. */
  private List<Node> nearest(Node from, Predicate<Node> kind) {
    List<Node> found = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    List<String> waiting = new ArrayList<>(from.inputs());
    while (!waiting.isEmpty()) {
      String name = waiting.remove(0);
      if (seen.add(name) && nodes.containsKey(name)) {
        Node node = nodes.get(name);
        if (kind.test(node)) {
          found.add(node);
        } else {
          waiting.addAll(node.inputs());
        }
      }
    }
    return found;
  }
}
