package org.orthant.api.measure;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trial, one layer, one group of images on its way back: the gradient of the loss with respect
 * to the weights that the layer computes with. The loss is the squared hinge loss Σ max(0, 1 −
 * t·s)² of the scores s against the targets t = ±1, summed over images and classes. Batch
 * normalization keeps its statistics, and the gradient passes a quantized activation where |x| ≤ 1.
 *
 * <p>Source: Hubara et al., "Binarized Neural Networks", 2016, equation 4, for the activations.
 */
public interface Gradient extends LayerView {
  Trial trial();

  /** The group's number, from 0. */
  int group();

  /** Summed over the group's images: a new array [filters, d]. */
  INDArray ofWeights();
}
