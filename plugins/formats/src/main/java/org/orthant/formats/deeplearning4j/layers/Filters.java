package org.orthant.formats.deeplearning4j.layers;

import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/** What layers with weights share. */
final class Filters {
  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  private Filters() {}

  /** Whether there is a bias; where nothing is said, there is one. */
  static boolean hasBias(Settings settings) {
    return settings.flag("hasBias", true);
  }

  /** An image with the layer's bias, then its function. */
  static Image finished(Call call, Image products) {
    Image biased =
        call.has(BIAS)
            ? call.draft()
                .scale(
                    products.node() + "/bias",
                    products,
                    new double[] {1},
                    call.parameter(BIAS).doubles())
            : products;
    return Activations.applied(call, biased);
  }

  /** Lists a layer whose input is not known. */
  static void unplaced(Call call, String name, Extent kernel, Extent stride, Numbers weights) {
    call.draft().unplacedLayer(name, kernel, stride, LayerWeights.plain(weights));
  }
}
