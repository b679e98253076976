package org.orthant.dl4j;

import java.util.function.Function;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.orthant.api.model.LayerShape;

/**
 * What turns gradients into steps.
 *
 * @param norms of batch normalization
 * @param weights of a layer's weights
 */
record Updaters(IUpdater norms, Function<LayerShape, IUpdater> weights) {

  /** One for all parameters. */
  static Updaters same(IUpdater updater) {
    return new Updaters(updater, shape -> updater);
  }

  /** Adam at a rate, which a scale changes for weights. */
  static Updaters adam(LearningRate rate, StepScale scale) {
    return new Updaters(new Adam(rate), shape -> new Adam(rate.times(scale.of(shape))));
  }
}
