package org.orthant.api.measure;

import java.util.Optional;

/**
 * The treatment of the numbers that enter a layer.
 *
 * @param quantizer the one of the run's quantizers that they pass; empty where they stay
 * @param calibration which training images that quantizer is fitted to
 */
public record Inputs(Optional<String> quantizer, Calibration calibration) {
  /** They stay as they are. */
  public static final Inputs TRAINED = new Inputs(Optional.empty(), Calibration.FIRST);

  /** Which training images. */
  public enum Calibration {
    /** The images that a run calibrates to. */
    FIRST,
    /** As many other images, which tell how much the choice matters. */
    SECOND
  }

  /** They pass one of the run's quantizers. */
  public static Inputs quantizedBy(String quantizer) {
    return new Inputs(Optional.of(quantizer), Calibration.FIRST);
  }

  /** Returns the same treatment, fitted to other images. */
  public Inputs calibratedAgain() {
    return new Inputs(quantizer, Calibration.SECOND);
  }

  /** Returns the name that findings use; empty where the inputs stay. */
  String label() {
    return quantizer
        .map(name -> "inputs:" + name + (calibration == Calibration.SECOND ? "@second" : ""))
        .orElse("");
  }
}
