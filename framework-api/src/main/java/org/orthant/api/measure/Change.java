package org.orthant.api.measure;

/** How a trial alters one layer. */
public record Change(Weights weights, Activations activations) {
  /** Nothing altered. */
  public static final Change NONE = new Change(Weights.TRAINED, Activations.TRAINED);
}
