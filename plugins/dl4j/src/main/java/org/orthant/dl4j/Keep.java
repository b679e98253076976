package org.orthant.dl4j;

/** Of which epoch a training keeps the network. */
public enum Keep {
  /** Of the last. */
  LAST,

  /** Of that with the most right answers on the images set aside; of equals, the last. */
  BEST
}
