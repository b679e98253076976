package org.orthant.api.graph;

import java.util.Locale;

/** The losses that networks are trained on, per image, of its scores s. */
public enum Loss {
  /** Σ max(0, 1 − t·s)² over the classes, with t = +1 for the image's class and −1 for others. */
  SQUARED_HINGE,
  /** −log of the softmax at the image's class. */
  CROSS_ENTROPY;

  /** Returns the name in a configuration, such as {@code squared-hinge}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
