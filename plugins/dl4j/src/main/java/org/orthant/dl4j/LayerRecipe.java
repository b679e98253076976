package org.orthant.dl4j;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

/**
 * How one layer of a network is built.
 *
 * @param pooled whether a 2 × 2 max pool follows the product
 * @param activations empty for the layer whose outputs are the scores
 */
record LayerRecipe(
    LayerShape shape, boolean pooled, Quantizer weights, Optional<Quantizer> activations) {

  /**
   * Refuses a quantizer that cannot serve the layer.
   *
   * @throws BadInputException with its reason
   */
  LayerRecipe {
    requireServed(weights.unsupported(shape, Role.WEIGHTS), "weights", shape);
    activations.ifPresent(
        quantizer ->
            requireServed(quantizer.unsupported(shape, Role.ACTIVATIONS), "activations", shape));
  }

  /** The layer as known before it is trained. */
  LayerOutline outline() {
    return new LayerOutline(shape, activations.isPresent(), true, true);
  }

  /** Returns what leaves the layer. */
  ImageShape output() {
    ImageShape products = shape.output();
    int step = pooled ? 2 : 1;
    return new ImageShape(products.height() / step, products.width() / step, shape.filters());
  }

  private static void requireServed(Optional<String> refusal, String what, LayerShape shape) {
    refusal.ifPresent(
        reason -> {
          throw new BadInputException(
              String.format(
                  Locale.ROOT,
                  "the network cannot be trained: the quantizer of the %s cannot serve %s: %s",
                  what,
                  shape.name(),
                  reason));
        });
  }
}
