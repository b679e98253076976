package org.orthant.api.measure;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trial, one layer, one group of images on its way back: the gradient of the loss with respect
 * to the weights that the layer computes with. The loss is the network's own, {@link
 * org.orthant.api.graph.Loss}, summed over images. Batch normalization keeps its statistics, and
 * the gradient passes a quantized activation where |x| ≤ 1.
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
