package org.orthant.kernels.convolution;

import java.util.function.IntPredicate;

/**
 * Where a predicate on whole numbers changes.
 *
 * @param bound it holds for the numbers above, or below if {@code falling}, and not for the bound
 * @param falling whether it holds for the small numbers
 */
record Crossing(int bound, boolean falling) {

  /**
   * Finds it by halving.
   *
   * @param low the smallest number asked about, above the smallest of all
   * @param high the largest number asked about, below the largest of all
   * @param predicate changes at most once between the two
   */
  static Crossing of(int low, int high, IntPredicate predicate) {
    boolean atLow = predicate.test(low);
    boolean atHigh = predicate.test(high);
    if (atLow == atHigh) {
      return new Crossing(atHigh ? low - 1 : high, false);
    }
    int first = low;
    int last = high;
    while ((long) last - first > 1) {
      int middle = (int) (((long) first + last) >> 1);
      if (predicate.test(middle) == atLow) {
        first = middle;
      } else {
        last = middle;
      }
    }
    return atHigh ? new Crossing(first, false) : new Crossing(last, true);
  }
}
