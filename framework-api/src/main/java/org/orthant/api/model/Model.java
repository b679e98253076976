package org.orthant.api.model;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A trained network as data, independent of the library that trained it.
 *
 * @param layers in the order in which an image passes them
 * @param provenance where it came from, such as the recipe and the last loss, for the report
 */
public record Model(List<Layer> layers, Map<String, String> provenance) {
  public Model {
    layers = List.copyOf(layers);
    provenance = Map.copyOf(provenance);
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
