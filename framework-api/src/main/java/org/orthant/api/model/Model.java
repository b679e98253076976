package org.orthant.api.model;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.orthant.api.finding.Finding;

/**
 * A trained network as data, independent of the library that trained it.
 *
 * @param layers in the order in which an image passes them
 * @param provenance where it came from, such as the recipe and the last loss, for the report
 * @param history what was measured while it was trained, such as curves over the epochs
 */
public record Model(List<Layer> layers, Map<String, String> provenance, List<Finding> history) {
  public Model {
    layers = List.copyOf(layers);
    provenance = Map.copyOf(provenance);
    history = List.copyOf(history);
  }

  /** A network of whose training nothing is known. */
  public Model(List<Layer> layers, Map<String, String> provenance) {
    this(layers, provenance, List.of());
  }

  /**
   * The layer of that name.
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
