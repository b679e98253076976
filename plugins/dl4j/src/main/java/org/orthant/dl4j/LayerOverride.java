package org.orthant.dl4j;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.spi.Quantizer;

/** What one layer does differently from the rest of its network. */
public record LayerOverride(
    @Doc("quantizer of this layer's weights") Optional<Quantizer> weights,
    @Doc("quantizer of this layer's activations") Optional<Quantizer> activations) {

  public LayerOverride() {
    this(Optional.empty(), Optional.empty());
  }
}
