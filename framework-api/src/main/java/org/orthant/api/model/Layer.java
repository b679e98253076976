package org.orthant.api.model;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's weights: what probes, quantizers and reports call a layer.
 *
 * @param shape what the layer looks like
 * @param weights the continuous (latent) weights wᶜ, [filters, d], d in the order (kernel row,
 *     kernel column, channel of the group), float32
 * @param continuous whether wᶜ are known; where not, as in a file that holds nothing but signs,
 *     {@code weights} are those that the network computes with
 * @param weightQuantization what turns wᶜ into the weights the network computes with; empty where
 *     it computes with {@code weights} as they are
 */
public record Layer(
    LayerShape shape,
    INDArray weights,
    boolean continuous,
    Optional<Quantization> weightQuantization) {

  /** A layer whose wᶜ are known. */
  public Layer(LayerShape shape, INDArray weights, Optional<Quantization> weightQuantization) {
    this(shape, weights, true, weightQuantization);
  }

  public String name() {
    return shape.name();
  }
}
