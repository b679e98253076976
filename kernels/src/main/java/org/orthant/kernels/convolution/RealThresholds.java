package org.orthant.kernels.convolution;

/** {@link SignThresholds} of float32 numbers. */
public final class RealThresholds {
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
   * Sets in each word the filter's bit where its dot product ends as +1.
   *
   * @param from the first of the words
   */
  void addSigns(int filter, float[] dots, int positions, int[] words, int from) {
    int bit = 1 << filter;
    float bound = bounds[filter];
    if (falling[filter]) {
      for (int m = 0; m < positions; m++) {
        words[from + m] |= dots[m] < bound ? bit : 0;
      }
    } else {
      for (int m = 0; m < positions; m++) {
        words[from + m] |= dots[m] > bound ? bit : 0;
      }
    }
  }

  /**
   * Signs of one position.
   *
   * @param index of the word among those that hold all filters
   * @param dots of all filters
   */
  int word(int index, float[] dots) {
    int first = index * Integer.SIZE;
    int word = 0;
    for (int f = first; f < Math.min(dots.length, first + Integer.SIZE); f++) {
      boolean positive = falling[f] ? dots[f] < bounds[f] : dots[f] > bounds[f];
      word |= positive ? 1 << f : 0;
    }
    return word;
  }

  /** A max pool before the threshold, made up for behind it. */
  PackedImages pooled(PackedImages signs) {
    return MaxPooling.ofSigns(signs, falling);
  }
}
