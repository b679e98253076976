package org.orthant.api.model;

/**
 * A layer as known before the network is there.
 *
 * @param shape what it looks like
 * @param activated whether an activation of its own follows it
 * @param continuous whether its continuous weights wᶜ are known
 */
public record LayerOutline(LayerShape shape, boolean activated, boolean continuous) {
  public String name() {
    return shape.name();
  }
}
