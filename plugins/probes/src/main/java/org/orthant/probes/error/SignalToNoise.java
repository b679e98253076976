package org.orthant.probes.error;

/**
 * How much larger a signal is than the noise that quantization adds.
 *
 * @param signal a sum or mean of squares
 * @param noise the same of the errors
 */
record SignalToNoise(double signal, double noise) {
  /** A millionth of the amplitude, 120 dB: of less, float32 products of long vectors can't tell. */
  private static final double ROUNDING = 1e-12;

  /**
   * 10 log₁₀(signal / noise); infinite where rounding explains all noise, NaN where there is no
   * signal or a number is not finite.
   */
  double decibels() {
    if (!(signal > 0) || !Double.isFinite(signal) || !Double.isFinite(noise)) {
      return Double.NaN;
    }
    return noise <= ROUNDING * signal
        ? Double.POSITIVE_INFINITY
        : 10 * StrictMath.log10(signal / noise);
  }
}
