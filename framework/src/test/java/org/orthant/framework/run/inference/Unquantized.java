package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.model.Layer;

/** Layers that no quantizer of a run serves. */
public final class Unquantized {
  private Unquantized() {}

  public static QuantizedLayer layer(Layer layer) {
    return layer(layer, Arithmetic.BITS);
  }

  static QuantizedLayer layer(Layer layer, Arithmetic arithmetic) {
    Seed seed = new Seed(1);
    return new QuantizedLayer(
        layer,
        Map.of(),
        new TrainingInputs(Optional.empty(), List.of(), layer.shape(), seed),
        seed,
        arithmetic,
        false);
  }
}
