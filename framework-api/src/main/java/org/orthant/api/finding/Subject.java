package org.orthant.api.finding;

import java.util.Optional;
import java.util.Set;

/**
 * The subject of a finding.
 *
 * @param layer a layer's name, or one of the {@link #RESERVED} ones
 * @param quantizer the quantizer's name in the configuration; empty for what concerns none
 * @param change what a trial altered, such as {@code weights:continuous}; empty outside trials
 */
public record Subject(String layer, Optional<String> quantizer, Optional<String> change) {
  /** The reserved layer name for what concerns the whole network. */
  public static final String NETWORK = "network";

  /** The reserved layer name for all convolutions altered together. */
  public static final String CONVOLUTIONS = "convolutions";

  /** The reserved layer name for all selected layers altered together. */
  public static final String ALL = "all";

  /** The reserved layer name for all selected layers but the first and the last. */
  public static final String INNER = "inner";

  /** All reserved layer names. */
  public static final Set<String> RESERVED = Set.of(NETWORK, CONVOLUTIONS, ALL, INNER);

  public static Subject network() {
    return layer(NETWORK);
  }

  public static Subject layer(String layer) {
    return new Subject(layer, Optional.empty(), Optional.empty());
  }

  public static Subject of(String layer, String quantizer) {
    return new Subject(layer, Optional.of(quantizer), Optional.empty());
  }

  /** Returns the subject of a comparison with another quantizer: change {@code instead-of:NAME}. */
  public Subject insteadOf(String other) {
    return new Subject(layer, quantizer, Optional.of("instead-of:" + other));
  }

  /**
   * A layer, or one of the reserved names, under a trial.
   *
   * @param change as {@link org.orthant.api.measure.Change#label()} gives it
   */
  public static Subject changed(String layer, String change) {
    return new Subject(layer, Optional.empty(), Optional.of(change));
  }
}
