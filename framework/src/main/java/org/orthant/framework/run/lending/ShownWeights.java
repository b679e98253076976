package org.orthant.framework.run.lending;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;

/**
 * One layer's weights as probes see them: copies that all probes share, so that none can reach what
 * the network computes with. Copies that somebody changed serve no longer.
 */
public final class ShownWeights {
  private final ShownLayer layer;
  private final Map<String, INDArray> copies = new HashMap<>();
  private final SharedArrays shared = new SharedArrays();
  private Optional<Layer> asLayer = Optional.empty();

  ShownWeights(ShownLayer layer) {
    this.layer = layer;
  }

  /** Those weights. */
  synchronized INDArray weights(Weights which) {
    return copy(named(layer.layer(), which), () -> layer.weights(which));
  }

  /** The layer with its continuous weights. */
  synchronized Layer layer() {
    if (asLayer.isEmpty()) {
      asLayer = Optional.of(of(layer.layer(), (name, array) -> copy(name, () -> array)));
    }
    return asLayer.get();
  }

  private INDArray copy(String name, Supplier<INDArray> original) {
    return shared.show(name, copies.computeIfAbsent(name, first -> layer.own(original.get())));
  }

  /** Closes all of them. */
  synchronized void close() {
    shared.release();
    copies.values().stream().filter(copy -> !copy.wasClosed()).forEach(INDArray::close);
    copies.clear();
  }

  /** Whether nobody has changed any. */
  synchronized boolean areIntact() {
    return shared.areIntact();
  }

  /**
   * The layer with other arrays in the place of its own.
   *
   * @param shown gives what to show of an array of that name
   */
  static Layer of(Layer layer, Showing shown) {
    return new Layer(
        layer.shape(),
        shown.show(named(layer, Weights.CONTINUOUS), layer.weights()),
        layer.continuous(),
        layer.weightQuantization());
  }

  /** Returns what those weights are called in a message. */
  static String named(Layer layer, Weights weights) {
    return named(layer, inWords(weights));
  }

  /** Such as "trained weights". */
  public static String inWords(Weights weights) {
    return switch (weights.kind()) {
      case TRAINED -> "trained weights";
      case CONTINUOUS -> "continuous weights";
      case QUANTIZED -> weights.quantizer().orElseThrow() + " weights";
    };
  }

  private static String named(Layer layer, String what) {
    return String.format(Locale.ROOT, "%s of %s", what, layer.name());
  }

  /** Gives what to show in the place of an array. */
  @FunctionalInterface
  interface Showing {
    INDArray show(String name, INDArray array);
  }
}
