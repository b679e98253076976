package org.orthant.formats.layout;

/**
 * A digit of an index. The index of a part of an image is the sum of its digits, each times its
 * step, so that 12 channels can be seen as 3 groups (step 4) of 4 channels (step 1).
 *
 * @param size how many values the digit has
 * @param step what one of them is worth
 */
record Factor(Part part, int size, int step) {
  /** The more significant half of a split digit. */
  Factor high(int size) {
    return new Factor(part, size, Math.multiplyExact(step, this.size / size));
  }

  /** The rest of a split digit. */
  Factor low(int size) {
    return new Factor(part, size, step);
  }

  /** Whether a digit continues this one, so that both are one. */
  boolean isContinuedBy(Factor next) {
    return part == next.part && step == next.step * next.size;
  }
}
