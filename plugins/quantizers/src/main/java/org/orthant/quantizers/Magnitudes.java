package org.orthant.quantizers;

/**
 * The absolute values of a row's components. Several sums side by side do not wait for one another,
 * and no number decides a jump: weights would have half of them predicted wrongly.
 */
public final class Magnitudes {
  private static final int TOGETHER = 4;

  private Magnitudes() {}

  /** ‖x‖₁/d, the scale α for which α·θ(x) comes closest to x in the least squares. */
  public static double mean(double[] row) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = row.length - row.length % TOGETHER;
    for (int i = 0; i < whole; i += TOGETHER) {
      first += Math.abs(row[i]);
      second += Math.abs(row[i + 1]);
      third += Math.abs(row[i + 2]);
      fourth += Math.abs(row[i + 3]);
    }
    for (int i = whole; i < row.length; i++) {
      first += Math.abs(row[i]);
    }
    return ((first + second) + (third + fourth)) / row.length;
  }

  /** The mean of those above a limit; 0 where there are none. */
  static double meanAbove(double limit, double[] row) {
    double first = 0;
    double second = 0;
    long count = 0;
    int even = row.length - row.length % 2;
    for (int i = 0; i < even; i += 2) {
      long one = allIfAbove(limit, row[i]);
      long other = allIfAbove(limit, row[i + 1]);
      first += masked(row[i], one);
      second += masked(row[i + 1], other);
      count -= one + other;
    }
    if (even < row.length) {
      long last = allIfAbove(limit, row[even]);
      first += masked(row[even], last);
      count -= last;
    }
    return (first + second) / Math.max(count, 1);
  }

  /** The magnitude of a value where that of a component lies above a limit, else 0. */
  static double above(double limit, double component, double value) {
    return masked(value, allIfAbove(limit, component));
  }

  /** −1, of which all bits are set, or 0. */
  private static long allIfAbove(double limit, double component) {
    return Math.abs(component) > limit ? -1 : 0;
  }

  private static double masked(double value, long bits) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(Math.abs(value)) & bits);
  }

  /** ‖x‖∞; 0 where there are no components. */
  public static double largest(double[] row) {
    double largest = 0;
    for (double component : row) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }
}
