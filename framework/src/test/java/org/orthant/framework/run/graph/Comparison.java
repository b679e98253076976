package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Holds numbers of float32 to bounds. */
public final class Comparison {
  private static final double CAUTION = 2;
  private static final double UNDERFLOW = 1e-12;

  private Comparison() {}

  /**
   * Asserts that the numbers of one image lie within their bounds.
   *
   * @param what to say if they don't
   * @param numbers of all images
   * @param image which of them
   */
  public static void assertWithinBounds(String what, float[] numbers, int image, Bounded expected) {
    int size = expected.size();
    assertThat(numbers.length % size)
        .as("%s: %d numbers for %d", what, numbers.length, size)
        .isZero();
    for (int i = 0; i < size; i++) {
      double found = numbers[image * size + i];
      double bound = CAUTION * expected.error(i) + UNDERFLOW;
      // So written that NaN fails.
      if (!(Math.abs(found - expected.value(i)) <= bound)) {
        assertThat(found)
            .as("%s, image %d, number %d of %s", what, image, i, expected.image())
            .isCloseTo(expected.value(i), within(bound));
      }
    }
  }
}
