package org.orthant.api.model;

/**
 * A layer as known before the network is there.
 *
 * @param shape what it looks like
 * @param activated whether an activation of its own follows it
 * @param continuous whether its continuous weights wᶜ are known
 * @param quantized whether something turns these into the weights that the network computes with
 */
public record LayerOutline(
    LayerShape shape, boolean activated, boolean continuous, boolean quantized) {

  /** The outline of a layer that is there. */
  public static LayerOutline of(Layer layer, boolean activated) {
    return new LayerOutline(
        layer.shape(), activated, layer.continuous(), layer.weightQuantization().isPresent());
  }

  public String name() {
    return shape.name();
  }
}
