package org.orthant.quantizers;

/** What shares one range. */
public enum Granularity {
  /** Each filter has its own, taken from the filter as it is. */
  FILTER,
  /** The layer has one, fixed when the quantizer is fitted. */
  LAYER
}
