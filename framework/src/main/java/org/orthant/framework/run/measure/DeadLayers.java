package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.ValueCounts;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.kernels.pairs.Magnitude;

/**
 * Layers that say nothing of the images: their weights are all 0, or what leaves them is the same
 * for all images that passed the network as trained.
 */
public final class DeadLayers {
  /** Stands in the place of a probe's id, and is none. */
  private static final String NO_PROBE = "";

  /** A few bits of each image's outputs; none are counted once two images differ. */
  private static final Key<ValueCounts> OUTPUTS = Key.total("outputs", ValueCounts.class);

  private static final int BITS = 0xFFFFFF;

  private DeadLayers() {}

  /** Returns where a layer's outputs are kept. */
  static StatisticsKey key(String layer) {
    return new StatisticsKey(NO_PROBE, Trial.BASELINE, layer);
  }

  /** Keeps what a group of images is told apart by. */
  static void write(Stats out, Signals outputs) {
    ValueCounts counts = out.at(OUTPUTS, () -> new ValueCounts(1));
    OptionalInt hash = outputs.hashIfAlike();
    for (int image = 0; image < outputs.images(); image++) {
      counts.add(hash.isPresent() ? hash.getAsInt() & BITS : image);
    }
  }

  /** Why layers are dead, by name; only selected ones. */
  public static Map<String, String> reasons(PreparedRun prepared, Measurements measurements) {
    Map<String, String> reasons = new LinkedHashMap<>();
    List<String> dead = new ArrayList<>();
    List<QuantizedLayer> selected = prepared.selected();
    for (QuantizedLayer layer : prepared.layers()) {
      String name = layer.name();
      OptionalLong images = imagesAllAlike(measurements, name);
      Optional<String> reason = weights(layer);
      if (reason.isEmpty() && images.isPresent()) {
        reason = Optional.of(outputs(inFront(prepared, layer, dead), images.getAsLong()));
      }
      if (images.isPresent()) {
        dead.add(name);
      }
      if (selected.contains(layer)) {
        reason.ifPresent(why -> reasons.put(name, name + " is dead: " + why));
      }
    }
    return reasons;
  }

  /** The first dead layer that this one's inputs come through. */
  private static Optional<String> inFront(
      PreparedRun prepared, QuantizedLayer layer, List<String> dead) {
    Network network = prepared.network().orElseThrow();
    Set<Integer> ancestors = network.ancestors(network.unit(layer).index());
    return network.layers().stream()
        .filter(unit -> ancestors.contains(unit.index()))
        .map(unit -> unit.layer().name())
        .filter(dead::contains)
        .findFirst();
  }

  private static Optional<String> weights(QuantizedLayer layer) {
    if (areZero(layer, Weights.CONTINUOUS)) {
      return Optional.of("all of its weights are 0");
    }
    return areZero(layer, Weights.TRAINED)
        ? Optional.of("all weights that it computes with are 0")
        : Optional.empty();
  }

  private static boolean areZero(QuantizedLayer layer, Weights weights) {
    return Magnitude.largest(Floats.of(layer.weights(weights))) == 0;
  }

  private static String outputs(Optional<String> before, long images) {
    return before
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "nothing that enters it changes over %d images, since %s in front of it is dead",
                    images,
                    name))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT, "what leaves it is the same for all of %d images", images));
  }

  /**
   * Returns how many images left the same outputs; empty where they did not, or there were not two.
   */
  private static OptionalLong imagesAllAlike(Measurements measurements, String layer) {
    try {
      ValueCounts outputs = measurements.blocks(key(layer)).total(OUTPUTS);
      return outputs.isExceeded() || outputs.total() < 2
          ? OptionalLong.empty()
          : OptionalLong.of(outputs.total());
    } catch (NoSuchElementException e) { // no image passed the network as trained
      return OptionalLong.empty();
    }
  }
}
