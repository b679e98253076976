package org.orthant.quantizers;

/** The absolute values of a row's components. */
public final class Magnitudes {
  private Magnitudes() {}

  /** ‖x‖₁/d, the scale α for which α·θ(x) comes closest to x in the least squares. */
  public static double mean(double[] row) {
    double sum = 0;
    for (double component : row) {
      sum += Math.abs(component);
    }
    return sum / row.length;
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
