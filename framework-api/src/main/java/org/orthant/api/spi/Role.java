package org.orthant.api.spi;

import org.orthant.api.model.LayerShape;

/** What a quantizer is asked to quantize. */
public enum Role {
  /** Rows are the filters of a layer. */
  WEIGHTS,
  /** Rows are positions of the images that leave a layer, columns are its output channels. */
  ACTIVATIONS;

  /** How many components the vectors have: d for weights, the number of filters for activations. */
  public int dimension(LayerShape shape) {
    return this == WEIGHTS ? shape.dimension() : shape.filters();
  }
}
