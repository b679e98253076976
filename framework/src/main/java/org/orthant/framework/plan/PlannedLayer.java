package org.orthant.framework.plan;

import java.util.List;
import java.util.Map;
import org.orthant.api.model.LayerShape;

/**
 * A selected layer.
 *
 * @param quantizers the names of those that serve it, in the order of the configuration
 * @param refused why the others do not, by name
 * @param fitCost how many multiply-adds it takes to fit those that serve it
 */
public record PlannedLayer(
    LayerShape shape, List<String> quantizers, Map<String, String> refused, double fitCost) {
  public PlannedLayer {
    quantizers = List.copyOf(quantizers);
    refused = Map.copyOf(refused);
  }
}
