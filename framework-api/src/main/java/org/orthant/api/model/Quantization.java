package org.orthant.api.model;

import java.util.Optional;

/**
 * A quantizer at its place in a network.
 *
 * @param quantizer the quantizer with its parameters, for people to read
 * @param map the quantizer as fitted when training began
 * @param storage how what it gives is kept; empty where it is not known
 */
public record Quantization(String quantizer, VectorMap map, Optional<Storage> storage) {

  /** A quantization whose storage is known if it takes signs, and not known otherwise. */
  public Quantization(String quantizer, VectorMap map) {
    this(quantizer, map, map instanceof Sign ? Optional.of(Storage.signs()) : Optional.empty());
  }
}
