package org.orthant.api.statistics;

import org.orthant.kernels.JointCounts;
import org.orthant.kernels.Magnitude;

/**
 * Counts of pairs (x, y) in a square of bins around the origin that widens itself. Each axis has
 * bins of width 2ᵏ with an edge at 0; when a value falls outside, pairs of bins are joined until it
 * fits. The grid a sample ends with depends on its largest values alone, so neither the order of
 * the values nor the way they were split changes a count, and no range has to be known beforehand.
 *
 * <p>On an axis of integers with a step of 2, such as products of ±1 vectors, the finest width is
 * 2.
 */
public final class JointHistogram implements Statistic<JointHistogram> {
  /** Bins per axis, the largest even number that a chart of 100 × 100 shows. */
  public static final int BINS = JointCounts.BINS;

  private static final int HALF = JointCounts.HALF;

  private final Scale x;
  private final Scale y;
  private long[] counts = new long[BINS * BINS];

  /**
   * @param finestX the narrowest bins of x, rounded up to a power of two
   * @param finestY the same for y
   * @throws IllegalArgumentException if a width is not between 2⁻⁸⁰⁰ and 2⁸⁰⁰
   */
  public JointHistogram(double finestX, double finestY) {
    this.x = new Scale(finestX);
    this.y = new Scale(finestY);
  }

  /**
   * Counts the pairs (x[i], y[i]).
   *
   * @throws IllegalArgumentException if a value is not finite or there are not as many x as y
   */
  public void add(float[] xs, float[] ys) {
    JointCounts pairs = fitting(xs, ys);
    pairs.add(xs, ys);
    add(pairs);
  }

  void add(JointCounts pairs) {
    pairs.addTo(counts);
  }

  /** No counts yet, but bins that the pairs fit into; this histogram has the same from now on. */
  JointCounts fitting(float[] xs, float[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException(
          "%d and %d values are no pairs".formatted(xs.length, ys.length));
    }
    makeRoom(largest(xs), largest(ys));
    return new JointCounts(x.level, y.level);
  }

  @Override
  public void merge(JointHistogram other) {
    JointHistogram joined =
        other.widened(Math.max(0, x.level - other.x.level), Math.max(0, y.level - other.y.level));
    counts = widened(joined.x.level - x.level, joined.y.level - y.level).counts;
    x.level = joined.x.level;
    y.level = joined.y.level;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += joined.counts[i];
    }
  }

  /** The axis of x. */
  public Axis axisX() {
    return x.axis();
  }

  /** The axis of y. */
  public Axis axisY() {
    return y.axis();
  }

  /** Counts [y][x], from the lowest values up. */
  public long[][] counts() {
    long[][] rows = new long[BINS][BINS];
    for (int row = 0; row < BINS; row++) {
      System.arraycopy(counts, row * BINS, rows[row], 0, BINS);
    }
    return rows;
  }

  private void makeRoom(double largestX, double largestY) {
    JointHistogram wider = widened(x.levelsToHold(largestX), y.levelsToHold(largestY));
    counts = wider.counts;
    x.level = wider.x.level;
    y.level = wider.y.level;
  }

  private JointHistogram widened(int levelsX, int levelsY) {
    if (levelsX == 0 && levelsY == 0) {
      return this;
    }
    JointHistogram wider = new JointHistogram(1, 1);
    wider.x.level = x.level + levelsX;
    wider.y.level = y.level + levelsY;
    for (int row = 0; row < BINS; row++) {
      int target = joined(row, levelsY) * BINS;
      for (int column = 0; column < BINS; column++) {
        wider.counts[target + joined(column, levelsX)] += counts[row * BINS + column];
      }
    }
    return wider;
  }

  /** Where a bin goes when the width doubles that many times; bins are numbered from the origin. */
  private static int joined(int bin, int levels) {
    return ((bin - HALF) >> Math.min(levels, Integer.SIZE - 1)) + HALF;
  }

  private static double largest(float[] values) {
    float largest = Magnitude.largest(values);
    if (!Float.isFinite(largest)) {
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(value + " has no bin");
        }
      }
    }
    return largest;
  }

  /** One axis; its bins are 2^level wide. */
  private static final class Scale {
    private int level;

    Scale(double finest) {
      level = Math.getExponent(finest);
      if (Math.scalb(1.0, level) < finest) {
        level++;
      }
      if (level < JointCounts.LEAST_LEVEL || level > JointCounts.GREATEST_LEVEL) {
        throw new IllegalArgumentException("no bins of width " + finest);
      }
    }

    int levelsToHold(double largest) {
      int levels = 0;
      while (largest >= Math.scalb((double) HALF, level + levels)) {
        levels++;
      }
      return levels;
    }

    Axis axis() {
      double edge = Math.scalb((double) HALF, level);
      return new Axis(-edge, edge, BINS);
    }
  }
}
