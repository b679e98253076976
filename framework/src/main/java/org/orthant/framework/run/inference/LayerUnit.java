package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.layer.OwnQuantizer;
import org.orthant.framework.run.layer.QuantizedLayer;

/**
 * A layer with the pool, the batch normalization and the quantizer that follow it in this order, as
 * far as there are any and nothing else takes what lies in between.
 *
 * @param input the unit it takes, or {@link #IMAGE}
 * @param activation the quantizer of the activations
 * @param output what leaves the last of them
 */
public record LayerUnit(
    int index,
    int input,
    QuantizedLayer layer,
    Optional<Pool> pool,
    Optional<BatchNormalization> norm,
    Optional<OwnQuantizer> activation,
    ImageShape output)
    implements Unit {

  /** Whether its products are computed in lanes: none are made signs, and the layer's may be. */
  boolean computesInLanes() {
    return activation.isEmpty() && layer.computesInLanes();
  }

  @Override
  public List<Integer> inputs() {
    return List.of(input);
  }
}
