package org.orthant.dl4j;

/** How the learning rate falls from its first to its last value. */
public enum Decay {
  /** By the same factor in every step. */
  EXPONENTIAL {
    @Override
    double rate(double first, double last, double progress) {
      return first * StrictMath.pow(last / first, progress);
    }
  },
  /** Along half a cosine (Loshchilov & Hutter, "SGDR", 2017, equation 5, one period). */
  COSINE {
    @Override
    double rate(double first, double last, double progress) {
      return last + (first - last) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
    }
  };

  /**
   * The learning rate.
   *
   * @param progress the share of all steps that is done, in [0, 1]
   */
  abstract double rate(double first, double last, double progress);
}
