package org.orthant.formats.draft;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What values weights take. */
public final class Levels {
  /** More distinct values than a quantizer of 8 bits has. */
  private static final int MOST = 256;

  /** Filters this short may have a single magnitude by chance. */
  private static final int SHORTEST = 4;

  private Levels() {}

  /**
   * Whether every filter holds nothing but +α and −α, both of them somewhere, so that these are
   * binary weights whose continuous ones the file does not hold.
   *
   * @param weights [filters, d]
   */
  public static boolean areSigns(float[] weights, int filters) {
    int dimension = weights.length / filters;
    boolean positive = false;
    boolean negative = false;
    if (dimension < SHORTEST) {
      return false;
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] == 0 || Math.abs(weights[i]) != Math.abs(weights[i / dimension * dimension])) {
        return false;
      }
      positive |= weights[i] > 0;
      negative |= weights[i] < 0;
    }
    return positive && negative;
  }

  /** The values in words, such as "continuous", "±1", "one value" or "16 levels". */
  public static String inWords(float[] weights, int filters) {
    if (areSigns(weights, filters)) {
      return Math.abs(weights[0]) == 1 && isOne(weights) ? "±1" : "±α";
    }
    Set<Float> distinct = new HashSet<>();
    for (float weight : weights) {
      if (distinct.add(weight) && distinct.size() > MOST) {
        return "continuous";
      }
    }
    if (distinct.size() == 1) {
      return "one value";
    }
    return distinct.size() * 4 > weights.length
        ? "continuous"
        : String.format(Locale.ROOT, "%d levels", distinct.size());
  }

  private static boolean isOne(float... weights) {
    for (float weight : weights) {
      if (Math.abs(weight) != 1) {
        return false;
      }
    }
    return true;
  }
}
