package org.orthant.formats.draft;

/**
 * What is made of a dataset's pixels, which lie in [−1, 1], before a network sees them.
 *
 * @param factor of each channel as the network has them, or one for all
 * @param shift likewise
 * @param isReversed whether the network has the channels in the opposite order, blue first
 */
public record Pixels(double[] factor, double[] shift, boolean isReversed) {
  /** Pixels as they are. */
  public static final Pixels UNCHANGED =
      new Pixels(new double[] {1}, new double[] {0}, false);
}
