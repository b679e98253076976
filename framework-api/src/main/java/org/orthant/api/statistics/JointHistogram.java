package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.orthant.kernels.pairs.JointCounts;
import org.orthant.kernels.pairs.Magnitude;

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

  /** The bins of x are 2^levelX wide. */
  private int levelX;

  private int levelY;
  private long[] counts = new long[BINS * BINS];

  /**
   * @param finestX the narrowest bins of x, rounded up to a power of two
   * @param finestY the same for y
   * @throws IllegalArgumentException if a width is not between 2⁻⁸⁰⁰ and 2⁸⁰⁰
   */
  public JointHistogram(double finestX, double finestY) {
    this.levelX = level(finestX);
    this.levelY = level(finestY);
  }

  private static int level(double finest) {
    int below = Math.getExponent(finest);
    int level = Math.scalb(1.0, below) < finest ? below + 1 : below;
    if (level < JointCounts.LEAST_LEVEL || level > JointCounts.GREATEST_LEVEL) {
      throw new IllegalArgumentException("no bins of width " + finest);
    }
    return level;
  }

  /**
   * Counts the pairs (x[i], y[i]).
   *
   * @throws IllegalArgumentException if a value is not finite or there are not as many x as y
   */
  public void add(float[] xs, float[] ys) {
    JointCounts pairs = fitting(xs, ys).orElseThrow(() -> noBin(xs, ys));
    pairs.add(xs, ys);
    add(pairs);
  }

  void add(JointCounts pairs) {
    pairs.addTo(counts);
  }

  /**
   * No counts yet, but bins that the pairs fit into; this histogram has the same from now on. Empty
   * if a value is not finite.
   */
  Optional<JointCounts> fitting(float[] xs, float[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d and %d values are no pairs", xs.length, ys.length));
    }
    double largestX = Magnitude.largest(xs);
    double largestY = Magnitude.largest(ys);
    if (!Double.isFinite(largestX) || !Double.isFinite(largestY)) {
      return Optional.empty();
    }
    widen(levelToHold(largestX, levelX), levelToHold(largestY, levelY));
    return Optional.of(new JointCounts(levelX, levelY));
  }

  private static IllegalArgumentException noBin(float[]... values) {
    for (float[] some : values) {
      for (float value : some) {
        if (!Float.isFinite(value)) {
          return new IllegalArgumentException(value + " has no bin");
        }
      }
    }
    throw new IllegalStateException("all values are finite");
  }

  @Override
  public void merge(JointHistogram other) {
    widen(Math.max(levelX, other.levelX), Math.max(levelY, other.levelY));
    long[] joined = joined(other.counts, levelX - other.levelX, levelY - other.levelY);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += joined[i];
    }
  }

  /** The axis of x. */
  public Axis axisX() {
    return axis(levelX);
  }

  /** The axis of y. */
  public Axis axisY() {
    return axis(levelY);
  }

  private static Axis axis(int level) {
    double edge = Math.scalb((double) HALF, level);
    return new Axis(-edge, edge, BINS);
  }

  /** Counts [y][x], from the lowest values up. */
  public long[][] counts() {
    long[][] rows = new long[BINS][BINS];
    for (int row = 0; row < BINS; row++) {
      System.arraycopy(counts, row * BINS, rows[row], 0, BINS);
    }
    return rows;
  }

  private void widen(int toLevelX, int toLevelY) {
    counts = joined(counts, toLevelX - levelX, toLevelY - levelY);
    levelX = toLevelX;
    levelY = toLevelY;
  }

  /** Counts in bins that are so many levels wider; the same array if none. */
  private static long[] joined(long[] counts, int levelsX, int levelsY) {
    if (levelsX == 0 && levelsY == 0) {
      return counts;
    }
    long[] wider = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        wider[joined(i / BINS, levelsY) * BINS + joined(i % BINS, levelsX)] += counts[i];
      }
    }
    return wider;
  }

  /**
   * Returns the bin that a bin becomes part of when the width doubles that many times; bins are
   * numbered from the origin.
   */
  private static int joined(int bin, int levels) {
    return ((bin - HALF) >> Math.min(levels, Integer.SIZE - 1)) + HALF;
  }

  /** The least level, from one on, whose bins hold a value. */
  private static int levelToHold(double largest, int from) {
    int level = from;
    while (largest >= Math.scalb((double) HALF, level)) {
      level++;
    }
    return level;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(levelX);
    out.writeInt(levelY);
    StatisticFormat.writeAll(counts, out);
  }

  static JointHistogram read(DataInput in) throws IOException {
    JointHistogram read =
        new JointHistogram(Math.scalb(1.0, in.readInt()), Math.scalb(1.0, in.readInt()));
    StatisticFormat.readAll(read.counts, in);
    return read;
  }
}
