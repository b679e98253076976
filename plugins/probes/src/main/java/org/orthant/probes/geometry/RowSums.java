package org.orthant.probes.geometry;

/**
 * Sums over a part of an array, in float64. Four sums side by side do not wait for one another;
 * each takes every fourth number, and they are added up in the end.
 */
public final class RowSums {
  private static final int TOGETHER = 4;

  private RowSums() {}

  /** Σ a_i b_i over {@code from} ≤ i &lt; {@code to}; each product is exact. */
  public static double products(float[] a, float[] b, int from, int to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = to - (to - from) % TOGETHER;
    for (int i = from; i < whole; i += TOGETHER) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < to; i++) {
      first += (double) a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }

  /** Σ (a_i − factor · b_i)² over {@code from} ≤ i &lt; {@code to}. */
  public static double squaredDifferences(float[] a, double factor, float[] b, int from, int to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = to - (to - from) % TOGETHER;
    for (int i = from; i < whole; i += TOGETHER) {
      first += square(a[i] - factor * b[i]);
      second += square(a[i + 1] - factor * b[i + 1]);
      third += square(a[i + 2] - factor * b[i + 2]);
      fourth += square(a[i + 3] - factor * b[i + 3]);
    }
    for (int i = whole; i < to; i++) {
      first += square(a[i] - factor * b[i]);
    }
    return (first + second) + (third + fourth);
  }

  private static double square(double x) {
    return x * x;
  }
}
