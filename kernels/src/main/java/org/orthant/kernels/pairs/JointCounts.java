package org.orthant.kernels.pairs;

/**
 * Counts of pairs (x, y) in a square of bins around the origin: on an axis of level k, bin b holds
 * the values v with floor(v / 2ᵏ) = b, for b from −{@link #HALF} to {@link #HALF} − 1. Zeros have a
 * row and a column of cells of their own, so that the counts tell the signs of the pairs too.
 */
public final class JointCounts {
  /** Bins per axis. */
  public static final int BINS = 100;

  /** Bins per axis on either side of the origin. */
  public static final int HALF = BINS / 2;

  /** The least level of an axis. */
  public static final int LEAST_LEVEL = -800;

  /** The greatest level of an axis, at which the smallest float is still not rounded to 0. */
  public static final int GREATEST_LEVEL = 800;

  /** Cells per axis: the bins, and between the two sides 0 itself. */
  private static final int SIDE = BINS + 1;

  private static final int ORIGIN = HALF * SIDE + HALF;

  /** Added to a whole number below 2³², it leaves that number in the low bits of the sum. */
  private static final double INTEGER_BITS = 0x1p52;

  /** A power of two above {@link #HALF}. */
  private static final int BEYOND = 64;

  private final double perX;
  private final double perY;
  private final int[] cells = new int[SIDE * SIDE];
  private final double[] indices = new double[Strip.CAPACITY];

  /**
   * @param levelX the bins of x are 2^levelX wide
   * @param levelY the same for y
   * @throws IllegalArgumentException if a level is not between {@link #LEAST_LEVEL} and {@link
   *     #GREATEST_LEVEL}
   */
  public JointCounts(int levelX, int levelY) {
    this.perX = binsPerUnit(levelX);
    this.perY = binsPerUnit(levelY);
  }

  private static double binsPerUnit(int level) {
    if (level < LEAST_LEVEL || level > GREATEST_LEVEL) {
      throw new IllegalArgumentException("no bins of width 2^" + level);
    }
    return Math.scalb(1.0, -level);
  }

  /**
   * Counts the pairs (x[i], y[i]), at most 2³¹ − 1 over all calls. Nothing checks that they lie
   * within the bins; see {@link Magnitude}.
   *
   * @param x below {@link #HALF} bins in magnitude, so finite
   * @param y as many, the same
   */
  public void add(float[] x, float[] y) {
    Strip strip = new Strip();
    for (int from = 0; from < x.length; from += Strip.CAPACITY) {
      strip.load(x, y, from, Math.min(Strip.CAPACITY, x.length - from));
      add(strip);
    }
  }

  void add(Strip strip) {
    index(strip.x, strip.y, indices, perX, perY, strip.size());
    count(indices, cells, strip.size());
  }

  /**
   * Adds the counts to others.
   *
   * @param counts [y][x], row after row, both from the lowest bin up
   */
  public void addTo(long[] counts) {
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        counts[bin(row) * BINS + bin(column)] += cells[row * SIDE + column];
      }
    }
  }

  /** Returns how many pairs have one positive value, the other being negative or 0. */
  public long flips() {
    long flips = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        flips += (row > HALF) != (column > HALF) ? cells[row * SIDE + column] : 0;
      }
    }
    return flips;
  }

  /** Returns how many x are 0, of either sign. */
  public long zeros() {
    long zeros = 0;
    for (int row = 0; row < SIDE; row++) {
      zeros += cells[row * SIDE + HALF];
    }
    return zeros;
  }

  /** The bin, from the lowest, that a row or column of cells belongs to; 0 to the one above it. */
  private static int bin(int cell) {
    return cell > HALF ? cell - 1 : cell;
  }

  /** Multiplying by a power of two is exact; ceil(v / 64) is 1 for what is positive, else 0. */
  private static void index(
      double[] x, double[] y, double[] indices, double perX, double perY, int size) {
    double signX = perX / BEYOND;
    double signY = perY / BEYOND;
    for (int i = 0; i < size; i++) {
      double column = Math.floor(x[i] * perX) + Math.ceil(x[i] * signX);
      double row = Math.floor(y[i] * perY) + Math.ceil(y[i] * signY);
      indices[i] = row * SIDE + column + (ORIGIN + INTEGER_BITS);
    }
  }

  private static void count(double[] indices, int[] cells, int size) {
    for (int i = 0; i < size; i++) {
      cells[(int) Double.doubleToRawLongBits(indices[i])]++;
    }
  }
}
