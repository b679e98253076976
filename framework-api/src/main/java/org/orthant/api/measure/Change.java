package org.orthant.api.measure;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a trial alters one layer. */
public record Change(Weights weights, Activations activations) {
  /** Nothing altered. */
  public static final Change NONE = new Change(Weights.TRAINED, Activations.TRAINED);

  /** Other weights, and the activations as trained. */
  public static Change of(Weights weights) {
    return new Change(weights, Activations.TRAINED);
  }

  /** Other activations, and the weights as trained. */
  public static Change of(Activations activations) {
    return new Change(Weights.TRAINED, activations);
  }

  /**
   * What findings call it: {@code weights:continuous}, {@code weights:NAME} for the quantizer of
   * that name, {@code activations:identity} or {@code activations:hard-tanh}; two of them with a
   * comma between where both are altered, and empty where nothing is.
   */
  public String label() {
    return Stream.of(ofWeights(), ofActivations())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(","));
  }

  private String ofWeights() {
    return switch (weights.kind()) {
      case TRAINED -> "";
      case CONTINUOUS -> "weights:continuous";
      case QUANTIZED -> "weights:" + weights.quantizer().orElseThrow();
    };
  }

  private String ofActivations() {
    return activations == Activations.TRAINED
        ? ""
        : "activations:" + activations.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
