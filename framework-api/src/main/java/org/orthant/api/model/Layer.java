package org.orthant.api.model;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of a trained network: product with the weights, pooling, batch normalization,
 * activation, in this order.
 *
 * @param shape what the layer looks like
 * @param weights the continuous (latent) weights wᶜ, [filters, d], d in the order (kernel row,
 *     kernel column, channel)
 * @param weightQuantization what turns wᶜ into the weights the network computes with; empty where
 *     it computes with wᶜ
 * @param pooled whether a 2 × 2 max pool follows the product
 * @param batchNorm applied after the product and the pool
 * @param activationQuantization applied last; empty for the layer whose outputs are the scores
 */
public record Layer(
    LayerShape shape,
    INDArray weights,
    Optional<Quantization> weightQuantization,
    boolean pooled,
    BatchNorm batchNorm,
    Optional<Quantization> activationQuantization) {

  public String name() {
    return shape.name();
  }
}
