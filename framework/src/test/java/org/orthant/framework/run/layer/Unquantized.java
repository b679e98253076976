package org.orthant.framework.run.layer;

import java.util.Map;
import org.orthant.api.Seed;
import org.orthant.api.model.Layer;

/** Layers that no quantizer of a run serves. */
public final class Unquantized {

  private Unquantized() {}

  public static QuantizedLayer layer(Layer layer) {
    return layer(layer, Arithmetic.BITS);
  }

  public static QuantizedLayer layer(Layer layer, Arithmetic arithmetic) {
    return new QuantizedLayer(
        layer,
        Map.of(),
        atMost -> {
          throw new AssertionError("nothing is fitted to what enters " + layer.name());
        },
        new Seed(1),
        arithmetic,
        false);
  }
}
