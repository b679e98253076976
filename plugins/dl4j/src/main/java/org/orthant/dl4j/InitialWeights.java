package org.orthant.dl4j;

/** How the continuous weights of a layer are drawn before its first step. */
public enum InitialWeights {
  /**
   * From the normal distribution with variance 2 / (fan in + fan out) (Glorot & Bengio, 2010),
   * where a fan is the kernel's area times channels or filters.
   */
  GLOROT,

  /** From the uniform distribution on [−1, 1], to whose ends weights are clipped. */
  UNIFORM
}
