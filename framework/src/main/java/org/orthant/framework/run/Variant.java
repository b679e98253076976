package org.orthant.framework.run;

import java.util.List;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;

/**
 * The network under one trial.
 *
 * @param stages one for each of its layers, in order
 */
record Variant(Trial trial, List<Stage> stages) {
  Variant {
    stages = List.copyOf(stages);
  }

  /** The network as trained, or its first layers. */
  static Variant asTrained(List<QuantizedLayer> layers) {
    return new Variant(
        Trial.BASELINE,
        layers.stream()
            .map(layer -> new Stage(layer, Change.NONE, layer.layer().batchNorm()))
            .toList());
  }
}
