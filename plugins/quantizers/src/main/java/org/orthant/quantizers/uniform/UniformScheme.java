package org.orthant.quantizers.uniform;

/** Where the equally spaced values of {@link Uniform} lie. */
public enum UniformScheme {
  /**
   * As many steps below 0 as above it, 2^(bits−1) − 1 each. One bit would leave 0 alone, so there
   * must be two at least.
   */
  SYMMETRIC {
    @Override
    UniformGrid grid(ValueRange range, int bits) {
      int steps = (1 << (bits - 1)) - 1;
      return new UniformGrid(range.largest() / steps, -steps, steps);
    }
  },
  /**
   * 2^bits − 1 steps from one end of the range to the other, moved by at most half a step so that 0
   * is one of the values: Jacob et al.'s zero point.
   */
  AFFINE {
    @Override
    UniformGrid grid(ValueRange range, int bits) {
      int steps = (1 << bits) - 1;
      double step = (range.high() - range.low()) / steps;
      double zeroPoint = Math.rint(-range.low() / step);
      return new UniformGrid(step, -zeroPoint, steps - zeroPoint);
    }
  };

  abstract UniformGrid grid(ValueRange range, int bits);
}
