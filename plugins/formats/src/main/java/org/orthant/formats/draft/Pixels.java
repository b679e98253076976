package org.orthant.formats.draft;

import java.util.List;

/**
 * What is made of a dataset's pixels, which lie in [−1, 1], before a network sees them.
 *
 * @param factor of each channel as the network has them, or one for all
 * @param shift likewise
 * @param isReversed whether the network has the channels in the opposite order, blue first
 */
public record Pixels(List<Double> factor, List<Double> shift, boolean isReversed) {
  /** Pixels as they are. */
  public static final Pixels UNCHANGED = new Pixels(List.of(1.0), List.of(0.0), false);

  public Pixels {
    factor = List.copyOf(factor);
    shift = List.copyOf(shift);
  }
}
