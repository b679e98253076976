package org.orthant.framework.run.inference;

import java.util.List;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;

/**
 * The network under one trial.
 *
 * @param stages one for each of its layers, in order
 */
public record Variant(Trial trial, List<Stage> stages) {
  public Variant {
    stages = List.copyOf(stages);
  }

  /** The network as trained, or its first layers. */
  public static Variant asTrained(List<QuantizedLayer> layers) {
    return new Variant(
        Trial.BASELINE,
        layers.stream()
            .map(layer -> new Stage(layer, Change.NONE, layer.layer().batchNorm()))
            .toList());
  }
}
