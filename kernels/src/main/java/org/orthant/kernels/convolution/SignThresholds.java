package org.orthant.kernels.convolution;

/**
 * The sign of batch normalization of whole numbers as one comparison per filter. γ·(x − μ)/σ + β
 * rises with x where γ is positive, falls where it is negative, and so changes its sign at most
 * once; where it is 0 or never crosses 0, the sign is always the same.
 *
 * <p>Rounding keeps that order, so the place of the change is found exactly by asking the rounded
 * arithmetic itself.
 */
public final class SignThresholds {
  private final int[] bounds;
  private final boolean[] falling;

  private SignThresholds(int filters) {
    this.bounds = new int[filters];
    this.falling = new boolean[filters];
  }

  /** Says for each filter whether a dot product ends as +1. */
  @FunctionalInterface
  public interface Positive {
    boolean test(int filter, int dot);
  }

  /**
   * Finds the thresholds.
   *
   * @param largest of all dot products' magnitudes
   * @param positive changes at most once as the dot product grows
   */
  public static SignThresholds of(int filters, int largest, Positive positive) {
    SignThresholds thresholds = new SignThresholds(filters);
    for (int f = 0; f < filters; f++) {
      int filter = f;
      Crossing crossing = Crossing.of(-largest, largest, dot -> positive.test(filter, dot));
      thresholds.bounds[f] = crossing.bound();
      thresholds.falling[f] = crossing.falling();
    }
    return thresholds;
  }

  /**
   * Sets in each word the filter's bit where its dot product ends as +1.
   *
   * @param from the first position
   * @param to the one after the last
   */
  void addSigns(int filter, int[] dots, int from, int to, int[] word) {
    int bit = filter % Integer.SIZE;
    if (falling[filter]) {
      addBelow(dots, bounds[filter], bit, from, to, word);
    } else {
      addAbove(dots, bounds[filter], bit, from, to, word);
    }
  }

  private static void addAbove(int[] dots, int bound, int bit, int from, int to, int[] word) {
    for (int m = from; m < to; m++) {
      word[m] |= ((bound - dots[m]) >>> 31) << bit;
    }
  }

  private static void addBelow(int[] dots, int bound, int bit, int from, int to, int[] word) {
    for (int m = from; m < to; m++) {
      word[m] |= ((dots[m] - bound) >>> 31) << bit;
    }
  }

  /** A max pool before the threshold, made up for behind it. */
  PackedImages pooled(PackedImages signs) {
    return MaxPooling.ofSigns(signs, falling);
  }
}
