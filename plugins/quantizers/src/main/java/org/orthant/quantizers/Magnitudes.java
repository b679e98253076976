package org.orthant.quantizers;

/**
 * The absolute values of a row's components. Sums are four side by side, which do not wait for one
 * another, and no number decides a jump: weights would have half of them predicted wrongly.
 */
public final class Magnitudes {
  private static final int TOGETHER = 4;

  private Magnitudes() {}

  /** ‖x‖₁/d, the scale α for which α·θ(x) comes closest to x in the least squares. */
  public static double mean(double[] row) {
    return sumAbove(-1, row) / row.length;
  }

  /** The mean of those above a limit; 0 where there are none. */
  static double meanAbove(double limit, double[] row) {
    int count = 0;
    for (double component : row) {
      count += Math.abs(component) > limit ? 1 : 0;
    }
    return sumAbove(limit, row) / Math.max(count, 1);
  }

  private static double sumAbove(double limit, double[] row) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = row.length - row.length % TOGETHER;
    for (int i = 0; i < whole; i += TOGETHER) {
      first += above(limit, row[i], row[i]);
      second += above(limit, row[i + 1], row[i + 1]);
      third += above(limit, row[i + 2], row[i + 2]);
      fourth += above(limit, row[i + 3], row[i + 3]);
    }
    for (int i = whole; i < row.length; i++) {
      first += above(limit, row[i], row[i]);
    }
    return (first + second) + (third + fourth);
  }

  /** The magnitude of a value where that of a component lies above a limit, else 0. */
  static double above(double limit, double component, double value) {
    long all = Math.abs(component) > limit ? -1L : 0;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(Math.abs(value)) & all);
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
