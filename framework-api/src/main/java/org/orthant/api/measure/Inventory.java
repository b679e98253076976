package org.orthant.api.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;

/**
 * The numbers that a network keeps to compute with, as far as they are known.
 *
 * @param items all layers of the network, also those that are not selected, in its order
 * @param biases how many numbers in floating point are added to or multiplied with channels, or are
 *     slopes of activations
 * @param normalizations how many belong to batch normalization
 */
public record Inventory(List<Item> items, long biases, long normalizations) {
  public Inventory {
    items = List.copyOf(items);
  }

  /** Numbers in floating point beside the weights. */
  public long beside() {
    return biases + normalizations;
  }

  /**
   * A layer.
   *
   * @param weights as the network computes with them; empty where it is not known
   * @param inputs as they enter; empty where it is not known, or no image passes
   * @param quantizers the weights under the run's quantizers that say how they keep them, by name
   * @param entering what enters under them, by name
   */
  public record Item(
      LayerShape shape,
      Optional<Storage> weights,
      Optional<Storage> inputs,
      Map<String, Storage> quantizers,
      Map<String, Storage> entering) {
    public Item {
      quantizers = Map.copyOf(quantizers);
      entering = Map.copyOf(entering);
    }
  }
}
