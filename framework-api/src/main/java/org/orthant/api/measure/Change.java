package org.orthant.api.measure;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A trial's change of one layer: of its weights, of what follows it, and of what enters it. */
public record Change(Weights weights, Activations activations, Inputs inputs) {
  /** The change that alters nothing. */
  public static final Change NONE = new Change(Weights.TRAINED, Activations.TRAINED);

  /** A change that leaves what enters as it is. */
  public Change(Weights weights, Activations activations) {
    this(weights, activations, Inputs.TRAINED);
  }

  /** Other weights, and the activations as trained. */
  public static Change of(Weights weights) {
    return new Change(weights, Activations.TRAINED);
  }

  /** Other activations, and the weights as trained. */
  public static Change of(Activations activations) {
    return new Change(Weights.TRAINED, activations);
  }

  /** Other inputs, and all else as trained. */
  public static Change of(Inputs inputs) {
    return of(Weights.TRAINED, inputs);
  }

  /** Other weights and other inputs, and the activations as trained. */
  public static Change of(Weights weights, Inputs inputs) {
    return new Change(weights, Activations.TRAINED, inputs);
  }

  /** Returns this change with other inputs. */
  public Change with(Inputs other) {
    return new Change(weights, activations, other);
  }

  /**
   * Returns the name that findings use: {@code weights:continuous}, {@code weights:NAME} for the
   * quantizer of that name, {@code activations:identity} or {@code activations:hard-tanh}, {@code
   * inputs:NAME}, or {@code inputs:NAME@second} where that is calibrated to other images; with
   * commas between where several are altered, and empty where nothing is.
   */
  public String label() {
    return Stream.of(ofWeights(), ofActivations(), inputs.label())
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
