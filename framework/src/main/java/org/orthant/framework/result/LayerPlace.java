package org.orthant.framework.result;

import java.util.List;

/**
 * A layer's place in the network.
 *
 * @param weights what the network computes with: the run's name of the quantizer, its description
 *     where the run has none of that kind, or {@link #CONTINUOUS}
 * @param inputs the quantizer that the layer's inputs come from, or {@link #CONTINUOUS}
 * @param after the selected layers whose outputs enter it, with none between; empty where the image
 *     does
 */
public record LayerPlace(String weights, String inputs, List<String> after) {
  /** Stands in the place of a quantizer where there is none. */
  public static final String CONTINUOUS = "continuous";

  public LayerPlace {
    after = List.copyOf(after);
  }
}
