package org.orthant.framework.run.graph;

import org.orthant.api.model.BatchNorm;

/** Batch normalization and affine maps, channel by channel. */
final class Channelwise {
  private Channelwise() {}

  /**
   * Normalizes.
   *
   * @param fitted mean and variance in the place of the trained; null for these
   */
  static Bounded normalized(Bounded input, BatchNorm norm, FittedChannels fitted) {
    Bounded output = Bounded.zeros(input.image());
    double[] gamma = Setting.doubles(norm.gamma());
    double[] beta = Setting.doubles(norm.beta());
    double[] mean = fitted == null ? Setting.doubles(norm.mean()) : fitted.first().values();
    double[] variance =
        fitted == null ? Setting.doubles(norm.variance()) : fitted.second().values();
    for (int i = 0; i < input.size(); i++) {
      int c = i % gamma.length;
      double slope = gamma[c] / Math.sqrt(variance[c] + norm.epsilon());
      double centered = input.value(i) - mean[c];
      double error = input.error(i);
      double relative = 4 * Bounded.ROUNDING;
      if (fitted != null) {
        error += fitted.first().error(c);
        relative += fitted.second().error(c) / (variance[c] + norm.epsilon()) / 2;
      }
      output.set(
          i,
          slope * centered + beta[c],
          Math.abs(slope)
                  * (error
                      + relative * Math.abs(centered)
                      + 2 * Bounded.ROUNDING * (Math.abs(input.value(i)) + Math.abs(mean[c])))
              + Bounded.ROUNDING * Math.abs(beta[c]));
    }
    return output;
  }

  /** Applies a factor and a shift that were fitted. */
  static Bounded affine(Bounded input, FittedChannels fitted) {
    return affine(input, fitted.first(), fitted.second());
  }

  /** Applies a factor and a shift of each channel. */
  static Bounded affine(Bounded input, Bounded factor, Bounded shift) {
    Bounded output = Bounded.zeros(input.image());
    for (int i = 0; i < input.size(); i++) {
      int c = i % input.image().channels();
      double scaled = factor.value(c) * input.value(i);
      output.set(
          i,
          scaled + shift.value(c),
          Math.abs(factor.value(c)) * input.error(i)
              + factor.error(c) * Math.abs(input.value(i))
              + shift.error(c)
              + 3 * Bounded.ROUNDING * (Math.abs(scaled) + Math.abs(shift.value(c))));
    }
    return output;
  }
}
