package org.orthant.framework.run.node;

import org.orthant.api.array.Floats;
import org.orthant.api.graph.Curve;

/** Curves and their derivatives, in float32, computed alike on every machine. */
final class CurveArithmetic {
  private CurveArithmetic() {}

  /** A function of a number and of the channel it stands in. */
  @FunctionalInterface
  interface OfNumber {
    float at(float x, int channel);
  }

  /** f(x). */
  static OfNumber values(Curve curve) {
    if (curve instanceof Curve.Relu) {
      return (x, channel) -> Math.max(0, x);
    } else if (curve instanceof Curve.Clip clip) {
      return (x, channel) -> Math.min(clip.high(), Math.max(clip.low(), x));
    } else if (curve instanceof Curve.LeakyRelu leaky) {
      return (x, channel) -> x > 0 ? x : leaky.slope() * x;
    } else if (curve instanceof Curve.Prelu prelu) {
      float[] slopes = Floats.of(prelu.slopes());
      return (x, channel) -> x > 0 ? x : slopes[channel] * x;
    } else if (curve instanceof Curve.Tanh) {
      return (x, channel) -> (float) StrictMath.tanh(x);
    } else if (curve instanceof Curve.Sigmoid) {
      return (x, channel) -> (float) sigmoid(x);
    } else if (curve instanceof Curve.HardSigmoid) {
      return (x, channel) -> hardSigmoid(x);
    }
    return (x, channel) -> x * hardSigmoid(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static float hardSigmoid(float x) {
    return Math.min(1, Math.max(0, x / 6 + 0.5f));
  }

  /** f′(x); where there is none, that on the left. */
  static OfNumber derivatives(Curve curve) {
    if (curve instanceof Curve.Relu) {
      return (x, channel) -> x > 0 ? 1 : 0;
    } else if (curve instanceof Curve.Clip clip) {
      return (x, channel) -> x > clip.low() && x <= clip.high() ? 1 : 0;
    } else if (curve instanceof Curve.LeakyRelu leaky) {
      return (x, channel) -> x > 0 ? 1 : leaky.slope();
    } else if (curve instanceof Curve.Prelu prelu) {
      float[] slopes = Floats.of(prelu.slopes());
      return (x, channel) -> x > 0 ? 1 : slopes[channel];
    } else if (curve instanceof Curve.Tanh) {
      return (x, channel) -> (float) (1 - StrictMath.tanh(x) * StrictMath.tanh(x));
    } else if (curve instanceof Curve.Sigmoid) {
      return (x, channel) -> (float) (sigmoid(x) * (1 - sigmoid(x)));
    } else if (curve instanceof Curve.HardSigmoid) {
      return (x, channel) -> x > -3 && x <= 3 ? 1 / 6f : 0;
    }
    return (x, channel) -> x <= -3 ? 0 : x <= 3 ? x / 3 + 0.5f : 1;
  }
}
