package org.orthant.quantizers.uniform;

/** How {@link Uniform} chooses the range beyond which values saturate. */
public enum UniformRange {
  /** From the smallest to the largest value, so that nothing saturates. */
  MAX,
  /** At either end, so that a percentage of the values lies within. */
  PERCENTILE,
  /** The fraction of {@link #MAX} at which the squared error is smallest. */
  LEAST_SQUARES,
  /** Where the histogram of the magnitudes diverges least from that of the rounded ones. */
  ENTROPY
}
