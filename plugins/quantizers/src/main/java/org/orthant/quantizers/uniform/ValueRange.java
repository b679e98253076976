package org.orthant.quantizers.uniform;

import java.util.Arrays;

/**
 * An interval that holds 0.
 *
 * @param low at most 0
 * @param high at least 0
 */
record ValueRange(double low, double high) {

  /** The smallest that holds all values and 0. */
  static ValueRange of(double[] values) {
    double low = 0;
    double high = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new ValueRange(low, high);
  }

  /**
   * The smallest each of whose ends has at least this percentage of the values, and 0, on its inner
   * side (percentiles by nearest rank).
   */
  static ValueRange of(double[] values, double percentile) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percentile * sorted.length / 100);
    return new ValueRange(Math.min(0, sorted[sorted.length - rank]), Math.max(0, sorted[rank - 1]));
  }

  ValueRange times(double fraction) {
    return new ValueRange(fraction * low, fraction * high);
  }

  /** Returns what of it lies between −limit and limit. */
  ValueRange within(double limit) {
    return new ValueRange(Math.max(-limit, low), Math.min(limit, high));
  }

  /** The largest magnitude in it. */
  double largest() {
    return Math.max(-low, high);
  }
}
