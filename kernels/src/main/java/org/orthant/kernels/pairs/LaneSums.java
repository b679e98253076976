package org.orthant.kernels.pairs;

/**
 * Sums of strips of pairs, lane by lane, around one reference pair per lane. Every loop indexes all
 * of its arrays alike and is short, as C2 needs to vectorize it.
 */
final class LaneSums {
  private final double[] referenceX = new double[Strip.CAPACITY];
  private final double[] referenceY = new double[Strip.CAPACITY];
  private final double[] sumX = new double[Strip.CAPACITY];
  private final double[] sumY = new double[Strip.CAPACITY];
  private final double[] sumXx = new double[Strip.CAPACITY];
  private final double[] sumYy = new double[Strip.CAPACITY];
  private final double[] sumXy = new double[Strip.CAPACITY];

  void refer(int lane, double x, double y) {
    referenceX[lane] = x;
    referenceY[lane] = y;
  }

  /** Adds a strip, leaving in it the differences from the reference pairs. */
  void take(Strip strip) {
    int size = strip.size();
    subtract(strip.x, referenceX, size);
    subtract(strip.y, referenceY, size);
    addSquares(strip.x, sumX, sumXx, size);
    addSquares(strip.y, sumY, sumYy, size);
    addProducts(strip.x, strip.y, sumXy, size);
  }

  /** Of every {@code step}-th lane from the first one on, which share their reference pair. */
  PairMoments moments(int first, int step, int lanes, long count) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int lane = first; lane < lanes; lane += step) {
      x += sumX[lane];
      y += sumY[lane];
      xx += sumXx[lane];
      yy += sumYy[lane];
      xy += sumXy[lane];
    }
    return PairMoments.around(referenceX[first], referenceY[first], count, x, y, xx, yy, xy);
  }

  private static void subtract(double[] values, double[] references, int size) {
    for (int i = 0; i < size; i++) {
      values[i] -= references[i];
    }
  }

  private static void addSquares(double[] values, double[] sums, double[] squares, int size) {
    for (int i = 0; i < size; i++) {
      double value = values[i];
      sums[i] += value;
      squares[i] += value * value;
    }
  }

  private static void addProducts(double[] x, double[] y, double[] sums, int size) {
    for (int i = 0; i < size; i++) {
      sums[i] += x[i] * y[i];
    }
  }
}
