package org.orthant.quantizers.floats;

import org.orthant.quantizers.Magnitudes;
import org.orthant.quantizers.grid.Grid;

/**
 * The floating-point numbers of a sign, two bits of exponent and one of mantissa, times a scale: 0,
 * ½, 1, 1½, 2, 3, 4 and 6, and their negatives. Of two equally near a value, the one whose mantissa
 * is even is the nearest; what lies beyond them saturates.
 *
 * <p>Source: Open Compute Project, Microscaling Formats (MX) Specification 1.0, sections 5.3.3 and
 * 6.3.
 *
 * @param scale a power of two
 */
record E2m1Grid(double scale) implements Grid {
  private static final int LARGEST_EXPONENT = 2;
  private static final double LARGEST = 6;

  /** Between neighbours below 2, below 4, and above. */
  private static final double[] STEPS = {0.5, 1, 2};

  /** Of a scale of eight bits of exponent, either sign. */
  private static final int MOST = 127;

  /** The numbers whose largest exponent is that of the values' largest magnitude. */
  static E2m1Grid of(double[] values) {
    int exponent = Math.getExponent(Magnitudes.largest(values)) - LARGEST_EXPONENT;
    return new E2m1Grid(Math.scalb(1.0, Math.max(-MOST, Math.min(MOST, exponent))));
  }

  @Override
  public double nearest(double value) {
    double magnitude = Math.abs(value / scale);
    double step = STEPS[Math.max(0, Math.min(LARGEST_EXPONENT, Math.getExponent(magnitude)))];
    double rounded = Math.min(LARGEST, step * Math.rint(magnitude / step));
    return Math.copySign(scale * rounded, value);
  }
}
