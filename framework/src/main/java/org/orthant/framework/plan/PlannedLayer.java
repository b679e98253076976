package org.orthant.framework.plan;

import java.util.List;
import java.util.Map;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.model.LayerShape;

/**
 * A selected layer.
 *
 * @param selected the layer with the quantizers that serve it
 * @param refused why the others do not, by name
 * @param fitCost how many multiply-adds it takes to fit those that serve it
 */
public record PlannedLayer(SelectedLayer selected, Map<String, String> refused, double fitCost) {
  public PlannedLayer {
    refused = Map.copyOf(refused);
  }

  public LayerShape shape() {
    return selected.shape();
  }

  /** The names of those that serve it, in the order of the configuration. */
  public List<String> quantizers() {
    return selected.quantizers();
  }
}
