package org.orthant.api.graph;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A function from numbers to numbers. */
public sealed interface Curve {

  /** Whether a positive factor of x is one of the result: f(a·x) = a·f(x) for every a > 0. */
  default boolean isHomogeneous() {
    return this instanceof Relu || this instanceof LeakyRelu || this instanceof Prelu;
  }

  /** max(0, x). */
  record Relu() implements Curve {}

  /** x, but at least {@code low} and at most {@code high}; hard tanh is clip(−1, 1). */
  record Clip(float low, float high) implements Curve {
    public Clip {
      Shapes.require(low <= high, "clips to %s … %s, which is empty", low, high);
    }
  }

  /** x where it is positive, else {@code slope} · x. */
  record LeakyRelu(float slope) implements Curve {}

  /**
   * x where it is positive, else the channel's slope · x.
   *
   * @param slopes [channels], float32
   */
  record Prelu(INDArray slopes) implements Curve {}

  /** tanh x. */
  record Tanh() implements Curve {}

  /** 1 / (1 + exp(−x)). */
  record Sigmoid() implements Curve {}

  /** x/6 + 1/2, but at least 0 and at most 1. */
  record HardSigmoid() implements Curve {}

  /** x times its hard sigmoid. */
  record HardSwish() implements Curve {}
}
