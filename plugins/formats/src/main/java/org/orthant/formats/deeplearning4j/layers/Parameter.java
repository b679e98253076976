package org.orthant.formats.deeplearning4j.layers;

import java.util.Arrays;
import java.util.List;

/**
 * An array of a layer, as it lies in the row of all parameters.
 *
 * @param sizes how long each axis is, the last one's numbers lying one after the other
 */
public record Parameter(String name, List<Integer> sizes) {
  public Parameter {
    sizes = List.copyOf(sizes);
  }

  static Parameter of(String name, int... sizes) {
    return new Parameter(name, Arrays.stream(sizes).boxed().toList());
  }

  /** Returns how many numbers it has. */
  public long count() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
