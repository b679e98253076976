package org.orthant.api.graph;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.orthant.api.finding.Finding;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.StoredLayer;

/**
 * A trained network as data, independent of the library that trained it; or layers alone, such as
 * random vectors, that no image passes. Layers alone may be stored: then they are opened one by
 * one.
 *
 * @param graph what images pass; empty where none can
 * @param layers the graph's, in its order; or those there are without one
 * @param stored layers that are not in memory; only where there is no other
 * @param provenance where it came from, such as the recipe and the last loss, for the report
 * @param history what was measured while it was trained, such as curves over the epochs
 */
public record Model(
    Optional<Graph> graph,
    List<Layer> layers,
    List<StoredLayer> stored,
    Map<String, String> provenance,
    List<Finding> history) {
  public Model {
    layers = List.copyOf(layers);
    stored = List.copyOf(stored);
    if (!stored.isEmpty() && (graph.isPresent() || !layers.isEmpty())) {
      throw new IllegalArgumentException("a network of stored layers has no others and no graph");
    }
    provenance = Map.copyOf(provenance);
    history = List.copyOf(history);
  }

  /** A network that images can pass. */
  public static Model of(Graph graph, Map<String, String> provenance, List<Finding> history) {
    return new Model(Optional.of(graph), graph.layers(), List.of(), provenance, history);
  }

  /** Layers that no image passes. */
  public static Model ofLayers(List<Layer> layers, Map<String, String> provenance) {
    return new Model(Optional.empty(), layers, List.of(), provenance, List.of());
  }

  /** Layers that no image passes, and that are opened one by one. */
  public static Model ofStored(List<StoredLayer> stored, Map<String, String> provenance) {
    return new Model(Optional.empty(), List.of(), stored, provenance, List.of());
  }

  /** The layers as known before the network is there. */
  public List<LayerOutline> outlines() {
    if (!stored.isEmpty()) {
      return stored.stream().map(StoredLayer::outline).toList();
    }
    return graph
        .map(Graph::outlines)
        .orElseGet(() -> layers.stream().map(layer -> LayerOutline.of(layer, false)).toList());
  }

  /**
   * The layer of that name, of those in memory.
   *
   * @throws NoSuchElementException if there is none
   */
  public Layer layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no layer " + name));
  }
}
