package org.orthant.kernels.pairs;

/**
 * Consecutive pairs (x, y) in double precision, few enough to stay in the first-level cache while
 * one simple loop after another, each of which C2 vectorizes, passes over them.
 */
final class Strip {
  /** The most pairs. */
  static final int CAPACITY = 256;

  final double[] x = new double[CAPACITY];
  final double[] y = new double[CAPACITY];
  private int size;

  /** Takes the pairs (x[i], y[i]) from {@code from} on. */
  void load(float[] x, float[] y, int from, int size) {
    widen(x, from, this.x, size);
    widen(y, from, this.y, size);
    this.size = size;
  }

  int size() {
    return size;
  }

  private static void widen(float[] values, int from, double[] to, int size) {
    for (int i = 0; i < size; i++) {
      to[i] = values[from + i];
    }
  }
}
