package org.orthant.api.measure;

import java.util.Optional;

/** Which weights stand in a layer. */
public record Weights(Kind kind, Optional<String> quantizer) {
  /** The weights that the trained network computes with. */
  public static final Weights TRAINED = new Weights(Kind.TRAINED, Optional.empty());

  /** The continuous ones, wᶜ. */
  public static final Weights CONTINUOUS = new Weights(Kind.CONTINUOUS, Optional.empty());

  /** The continuous ones under one of the run's quantizers. */
  public static Weights quantizedBy(String quantizer) {
    return new Weights(Kind.QUANTIZED, Optional.of(quantizer));
  }

  /** The three cases. */
  public enum Kind {
    TRAINED,
    CONTINUOUS,
    QUANTIZED
  }
}
