package org.orthant.api.spi;

/** What a quantizer is asked to quantize. */
public enum Role {
  /** Rows are the filters of a layer. */
  WEIGHTS,
  /** Rows are positions of images, columns are channels. */
  ACTIVATIONS
}
