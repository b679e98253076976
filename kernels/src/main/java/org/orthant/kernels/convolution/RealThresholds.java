package org.orthant.kernels.convolution;

import org.orthant.kernels.rows.AlignedRows;

/** {@link SignThresholds} of float32 numbers. */
public final class RealThresholds {
  /** So many filters' bits are one float32 number, which has 24; a divisor of a word's bits. */
  static final int TOGETHER = 16;

  /** Twice this makes the smallest positive number larger than 1. */
  private static final float HUGE = 1e38f;

  private final float[] bounds;
  private final boolean[] falling;

  private RealThresholds(int filters) {
    this.bounds = new float[filters];
    this.falling = new boolean[filters];
  }

  /** Says for each filter whether a dot product ends as +1. */
  @FunctionalInterface
  public interface Positive {
    boolean test(int filter, float dot);
  }

  /**
   * Finds the thresholds.
   *
   * @param positive changes at most once as the dot product grows, over all finite numbers
   */
  public static RealThresholds of(int filters, Positive positive) {
    RealThresholds thresholds = new RealThresholds(filters);
    int largest = ordered(Float.MAX_VALUE);
    for (int f = 0; f < filters; f++) {
      int filter = f;
      Crossing crossing =
          Crossing.of(-largest, largest, order -> positive.test(filter, number(order)));
      thresholds.bounds[f] = number(crossing.bound());
      thresholds.falling[f] = crossing.falling();
    }
    return thresholds;
  }

  /** The place of a number among all, 0 for 0: neighbouring numbers have neighbouring places. */
  private static int ordered(float number) {
    int bits = Float.floatToRawIntBits(number);
    return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
  }

  private static float number(int order) {
    return Float.intBitsToFloat(order >= 0 ? order : Integer.MIN_VALUE - order);
  }

  /**
   * Sets in each word the bits of the filters whose dot products end as +1.
   *
   * @param filter the first of the filters, a multiple of {@value #TOGETHER}
   * @param dots [filters, at most {@value #TOGETHER}][at least to]
   * @param from the first position
   * @param to the one after the last
   */
  void addSigns(int filter, float[][] dots, int from, int to, int[] word) {
    float[] sums = AlignedRows.ofFloats(1, to)[0];
    for (int f = 0; f < dots.length; f++) {
      float growing = falling[filter + f] ? -HUGE : HUGE;
      addBit(dots[f], bounds[filter + f], growing, 1 << f, from, to, sums);
    }
    for (int m = from; m < to; m++) {
      int signs = Float.isNaN(sums[m]) ? oneByOne(filter, dots, m) : (int) sums[m];
      word[m] |= signs << filter;
    }
  }

  /**
   * A comparison that vectors can do: what is beyond the bound is scaled beyond 1 and cut there.
   */
  private static void addBit(
      float[] dots, float bound, float growing, float bit, int from, int to, float[] sums) {
    for (int m = from; m < to; m++) {
      float beyond = (dots[m] - bound) * growing * HUGE;
      sums[m] += bit * Math.max(0, Math.min(1, beyond));
    }
  }

  private int oneByOne(int filter, float[][] dots, int position) {
    int signs = 0;
    for (int f = 0; f < dots.length; f++) {
      signs |= positive(filter + f, dots[f][position]) ? 1 << f : 0;
    }
    return signs;
  }

  private boolean positive(int filter, float dot) {
    return falling[filter] ? dot < bounds[filter] : dot > bounds[filter];
  }

  /**
   * Signs of one position.
   *
   * @param index of the word among those that hold all filters
   * @param dots of the word's filters, from {@code from} on
   */
  int word(int index, float[] dots, int from) {
    int first = index * Integer.SIZE;
    int word = 0;
    for (int f = first; f < Math.min(bounds.length, first + Integer.SIZE); f++) {
      word |= positive(f, dots[from + f - first]) ? 1 << f : 0;
    }
    return word;
  }

  /** A max pool before the threshold, made up for behind it. */
  PackedImages pooled(PackedImages signs) {
    return MaxPooling.ofSigns(signs, falling);
  }
}
