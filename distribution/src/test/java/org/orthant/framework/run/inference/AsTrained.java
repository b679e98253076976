package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.graph.Model;

/** A network as trained, without quantizers to compare. */
final class AsTrained {
  private AsTrained() {}

  static List<Stage> stages(Model model, Arithmetic arithmetic) {
    return Variant.asTrained(
            model.layers().stream()
                .map(
                    layer ->
                        new QuantizedLayer(
                            layer,
                            Map.of(),
                            new TrainingInputs(
                                Optional.empty(), List.of(), layer.shape(), new Seed(1)),
                            new Seed(1),
                            arithmetic,
                            false))
                .toList())
        .stages();
  }
}
