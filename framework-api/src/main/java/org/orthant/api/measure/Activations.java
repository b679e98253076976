package org.orthant.api.measure;

/** The functions that take the place of a layer's own activation. */
public enum Activations {
  /** The quantizer the network was trained with. */
  TRAINED,
  /** No function: the main non-linearity goes. */
  IDENTITY,
  /** x clipped to [−1, 1]. */
  HARD_TANH
}
