package org.orthant.formats.keras.quantizer;

/**
 * Finds a factor for each filter, as QKeras does, and quantizes the weights with it, in place.
 *
 * <p>Of values q that stand for weights w, the best factor is Σ w·q / Σ q²; QKeras rounds its
 * logarithm where it must be a power of two.
 */
final class FilterScales {
  /** What Keras adds where it would divide by 0. */
  private static final double EPSILON = 1e-7;

  private static final int ROUNDS = 5;

  private final float[] kernel;
  private final int filters;
  private final boolean isPowerOfTwo;

  /**
   * @param kernel c-order, the filters last
   * @param filters how many there are
   * @param isPowerOfTwo whether a factor must be one
   */
  FilterScales(float[] kernel, int filters, boolean isPowerOfTwo) {
    this.kernel = kernel;
    this.filters = filters;
    this.isPowerOfTwo = isPowerOfTwo;
  }

  /** Values that are known, times the best factors. */
  void times(float... values) {
    put(values, fitted(values));
  }

  private void put(float[] values, double... scales) {
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) scales[i % filters] * values[i];
    }
  }

  private double[] fitted(float... values) {
    double[] products = new double[filters];
    double[] squares = new double[filters];
    for (int i = 0; i < kernel.length; i++) {
      products[i % filters] += (double) kernel[i] * values[i];
      squares[i % filters] += (double) values[i] * values[i];
    }
    double[] scales = new double[filters];
    double count = (double) kernel.length / filters;
    for (int filter = 0; filter < filters; filter++) {
      scales[filter] = rounded(products[filter] / count / (squares[filter] / count + EPSILON));
    }
    return scales;
  }

  private double rounded(double scale) {
    return isPowerOfTwo
        ? Math.scalb(1.0, (int) Math.rint(StrictMath.log(scale + EPSILON) / StrictMath.log(2)))
        : scale;
  }

  private double[] largest() {
    double[] largest = new double[filters];
    for (int i = 0; i < kernel.length; i++) {
      largest[i % filters] = Math.max(largest[i % filters], Math.abs(kernel[i]));
    }
    return largest;
  }

  /**
   * Whole numbers from −most to most.
   *
   * @param unit what weights are divided by first
   */
  void uniform(float most, float unit) {
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= unit;
    }
    double[] scales = largest();
    for (int filter = 0; filter < filters; filter++) {
      scales[filter] = rounded(scales[filter] / most);
    }
    float[] values = uniform(most, scales);
    for (int round = 0; isPowerOfTwo && round < ROUNDS; round++) {
      scales = fitted(values);
      if (round < ROUNDS - 1) {
        values = uniform(most, scales);
      }
    }
    put(values, scales);
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= unit;
    }
  }

  private float[] uniform(float most, double... scales) {
    float[] values = new float[kernel.length];
    for (int i = 0; i < values.length; i++) {
      double scale = scales[i % filters];
      double place = scale == 0 ? 0 : Math.floor(Math.abs(kernel[i]) / (float) scale + 0.5f);
      values[i] = Math.signum(kernel[i]) * (float) Math.min(place, most);
    }
    return values;
  }

  /** −1, 0 and 1, where the threshold is half the factor, so that both are found in turn. */
  void ternary(int rounds) {
    double[] scales = largest();
    for (int filter = 0; filter < filters; filter++) {
      scales[filter] = rounded(2 * scales[filter] / 3);
    }
    float[] values = new float[kernel.length];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < values.length; i++) {
        float scale = (float) scales[i % filters];
        boolean isFar = scale != 0 && Math.abs(Math.rint(kernel[i] / scale)) >= 1;
        values[i] = isFar ? Math.signum(kernel[i]) : 0;
      }
      scales = fitted(values);
    }
    put(values, scales);
  }
}
