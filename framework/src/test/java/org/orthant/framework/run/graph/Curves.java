package org.orthant.framework.run.graph;

import org.orthant.api.graph.Curve;

/** Curves, their slopes and where they bend, from their definitions. */
final class Curves {
  private static final double[] NOWHERE = {};

  private Curves() {}

  static double at(Curve curve, double x, int channel) {
    if (curve instanceof Curve.Relu) {
      return x > 0 ? x : 0;
    } else if (curve instanceof Curve.Clip clip) {
      return x < clip.low() ? clip.low() : x > clip.high() ? clip.high() : x;
    } else if (curve instanceof Curve.LeakyRelu leaky) {
      return x > 0 ? x : x * leaky.slope();
    } else if (curve instanceof Curve.Prelu prelu) {
      return x > 0 ? x : x * prelu.slopes().getFloat(channel);
    } else if (curve instanceof Curve.Tanh) {
      return Math.tanh(x);
    } else if (curve instanceof Curve.Sigmoid) {
      return 1 / (1 + Math.exp(-x));
    } else if (curve instanceof Curve.HardSigmoid) {
      return x < -3 ? 0 : x > 3 ? 1 : (x + 3) / 6;
    } else if (curve instanceof Curve.HardSwish) {
      return x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6;
    }
    throw new AssertionError(curve);
  }

  /** The slope; where the curve bends, that on the left. */
  static double slope(Curve curve, double x, int channel) {
    if (curve instanceof Curve.Relu) {
      return x > 0 ? 1 : 0;
    } else if (curve instanceof Curve.Clip clip) {
      return x <= clip.low() || x > clip.high() ? 0 : 1;
    } else if (curve instanceof Curve.LeakyRelu leaky) {
      return x > 0 ? 1 : leaky.slope();
    } else if (curve instanceof Curve.Prelu prelu) {
      return x > 0 ? 1 : prelu.slopes().getFloat(channel);
    } else if (curve instanceof Curve.Tanh) {
      return 1 / (Math.cosh(x) * Math.cosh(x));
    } else if (curve instanceof Curve.Sigmoid) {
      return 1 / (2 + Math.exp(x) + Math.exp(-x));
    } else if (curve instanceof Curve.HardSigmoid) {
      return x <= -3 || x > 3 ? 0 : 1 / 6.0;
    } else if (curve instanceof Curve.HardSwish) {
      return x <= -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6;
    }
    throw new AssertionError(curve);
  }

  /** Where the slope jumps. */
  static double[] bends(Curve curve) {
    if (curve instanceof Curve.Clip clip) {
      return new double[] {clip.low(), clip.high()};
    } else if (curve instanceof Curve.HardSigmoid || curve instanceof Curve.HardSwish) {
      return new double[] {-3, 3};
    } else if (curve instanceof Curve.Tanh || curve instanceof Curve.Sigmoid) {
      return NOWHERE;
    }
    return new double[] {0};
  }

  static Bounded of(Curve curve, Bounded input) {
    Bounded output = Bounded.zeros(input.image());
    for (int i = 0; i < input.size(); i++) {
      double x = input.value(i);
      double error = input.error(i);
      int channel = i % input.image().channels();
      double y = at(curve, x, channel);
      output.set(i, y, error(curve, x, y, error, channel));
    }
    return output;
  }

  private static double error(Curve curve, double x, double y, double error, int channel) {
    double steepest =
        Math.max(
            Math.abs(slope(curve, x - error, channel)), Math.abs(slope(curve, x + error, channel)));
    if (curve instanceof Curve.Relu || curve instanceof Curve.Clip) {
      return steepest * error;
    }
    double rounding = Bounded.ROUNDING * (Math.abs(y) + (slope(curve, x, channel) == 0 ? 0 : 1));
    return steepest * error * 1.01 + (y == 0 && error == 0 ? 0 : rounding);
  }

  static Bounded hardTanh(Bounded input) {
    return of(new Curve.Clip(-1, 1), input);
  }
}
