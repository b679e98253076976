package org.orthant.framework.run.lending;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;

/** A layer that probes are shown, and the copies of its weights that they share. */
public final class ShownLayer implements AutoCloseable {
  private final Layer layer;
  private final Function<Weights, INDArray> weights;
  private final boolean copied;
  private final AtomicReference<ShownWeights> shared =
      new AtomicReference<>(new ShownWeights(this));

  /**
   * Copies nothing yet.
   *
   * @param weights gives what the network computes with, [filters, d]
   */
  public ShownLayer(Layer layer, Function<Weights, INDArray> weights) {
    this(layer, weights, true);
  }

  private ShownLayer(Layer layer, Function<Weights, INDArray> weights, boolean copied) {
    this.layer = layer;
    this.weights = weights;
    this.copied = copied;
  }

  /**
   * A layer whose arrays nobody but probes uses, so that they are shown as they are. Once somebody
   * has changed one, the layer serves no longer.
   *
   * @param weights gives them, [filters, d]
   */
  public static ShownLayer ofOwnArrays(Layer layer, Function<Weights, INDArray> weights) {
    return new ShownLayer(layer, weights, false);
  }

  Layer layer() {
    return layer;
  }

  INDArray weights(Weights which) {
    return weights.apply(which);
  }

  /** Returns what probes share of an array of the layer's. */
  INDArray own(INDArray array) {
    return copied ? array.dup('c') : array;
  }

  /** Closes what probes share. */
  @Override
  public void close() {
    shared.get().close();
  }

  /** The weights as probes share them; the same until somebody has changed them. */
  ShownWeights shared() {
    return shared.get();
  }

  /** Shows others from now on if somebody has changed these. */
  void replaceIfChanged(ShownWeights changed) {
    if (!changed.areIntact()) {
      shared.compareAndSet(changed, new ShownWeights(this));
    }
  }
}
