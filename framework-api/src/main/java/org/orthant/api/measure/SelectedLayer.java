package org.orthant.api.measure;

import java.util.List;
import org.orthant.api.model.LayerShape;

/**
 * A layer that a run asks about, as known before anything is measured.
 *
 * @param shape what it looks like
 * @param quantizers the names of those that serve it, in the order of the configuration
 * @param activated whether an activation follows it; not so for the network's last layer, whose
 *     outputs are the scores
 */
public record SelectedLayer(LayerShape shape, List<String> quantizers, boolean activated) {
  public SelectedLayer {
    quantizers = List.copyOf(quantizers);
  }

  public String name() {
    return shape.name();
  }
}
