package org.orthant.api.finding;

/** A count in words. */
public final class Plural {
  private Plural() {}

  /** The count with what is counted, such as "1 image" or "25 images". */
  public static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
