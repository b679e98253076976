package org.orthant.api.spi;

import org.orthant.api.model.LayerShape;

/** The kinds of vectors that a quantizer is asked to quantize. */
public enum Role {
  /** Rows are the filters of a layer. */
  WEIGHTS,
  /** Rows are positions of the images that leave a layer, columns are its output channels. */
  ACTIVATIONS,
  /** Rows are positions of the images that enter a layer, columns are their channels. */
  INPUTS;

  /**
   * Returns how many components the vectors have: d for weights, the number of filters for
   * activations, the number of channels that enter for inputs.
   */
  public int dimension(LayerShape shape) {
    return switch (this) {
      case WEIGHTS -> shape.dimension();
      case ACTIVATIONS -> shape.filters();
      case INPUTS -> shape.input().channels();
    };
  }

  /**
   * Returns how many vectors there are: the filters of a layer, or the positions of one image
   * behind or before it.
   */
  public int vectors(LayerShape shape) {
    return switch (this) {
      case WEIGHTS -> shape.filters();
      case ACTIVATIONS -> shape.positions();
      case INPUTS -> Math.multiplyExact(shape.input().height(), shape.input().width());
    };
  }
}
