package org.orthant.api.measure;

/** What stands in the place of a layer's own activation. */
public enum Activations {
  /** The quantizer the network was trained with. */
  TRAINED,
  /** Nothing: the main non-linearity goes. */
  IDENTITY,
  /** x clipped to [−1, 1]. */
  HARD_TANH
}
