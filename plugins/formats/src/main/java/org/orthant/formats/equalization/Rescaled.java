package org.orthant.formats.equalization;

import java.util.Map;
import java.util.TreeMap;
import org.orthant.api.graph.Graph;

/**
 * A network and what was done to its weights.
 *
 * @param provenance what was done, in words, for the report
 */
public record Rescaled(Graph graph, Map<String, String> provenance) {
  public Rescaled {
    provenance = Map.copyOf(provenance);
  }

  /** This one, where another was made before. */
  Rescaled after(Rescaled before) {
    Map<String, String> all = new TreeMap<>(before.provenance);
    all.putAll(provenance);
    return new Rescaled(graph, all);
  }
}
