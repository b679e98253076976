package org.orthant.quantizers.uniform;

/** What shares one range. */
public enum Granularity {
  /** Each filter has its own, taken from the filter as it is. */
  FILTER,
  /** Each group of consecutive components of a filter has its own, taken from them as they are. */
  GROUP,
  /** The layer has one, fixed when the quantizer is fitted. */
  LAYER
}
