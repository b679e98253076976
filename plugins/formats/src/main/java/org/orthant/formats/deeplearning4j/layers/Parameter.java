package org.orthant.formats.deeplearning4j.layers;

import java.util.Arrays;

/**
 * An array of a layer, as it lies in the row of all parameters.
 *
 * @param sizes how long each axis is, the last one's numbers lying one after the other
 */
public record Parameter(String name, int... sizes) {
  /** How many numbers it has. */
  public long count() {
    return Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
  }
}
