package org.orthant.framework.run.refit;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.QuantizedLayer;
import org.orthant.framework.run.inference.Stage;
import org.orthant.framework.run.inference.Variant;

/** Makes the variants of a network that its trials ask for. */
public final class Variants {
  private final List<QuantizedLayer> layers;
  private final Refits refits;
  private final Map<Altered, Stage> stages = new HashMap<>();

  /**
   * Makes nothing yet.
   *
   * @param refits of every trial that asks for one, as {@link #refitted} lists them
   */
  public Variants(List<QuantizedLayer> layers, Refits refits) {
    this.layers = List.copyOf(layers);
    this.refits = refits;
  }

  /** What batch normalization must be fitted for, without repeats. */
  public static List<Trial> refitted(List<QuantizedLayer> layers, List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.refit() > 0)
        .map(trial -> canonical(layers, trial))
        .distinct()
        .toList();
  }

  /** The trial without changes that change nothing, such as to the trained weights. */
  private static Trial canonical(List<QuantizedLayer> layers, Trial trial) {
    Map<String, Change> changes = new HashMap<>();
    for (QuantizedLayer layer : layers) {
      Change change = trial.change(layer.layer().name());
      Change canonical = new Change(layer.canonical(change.weights()), change.activations());
      if (!canonical.equals(Change.NONE)) {
        changes.put(layer.layer().name(), canonical);
      }
    }
    return new Trial(changes, trial.refit());
  }

  /**
   * The network under each trial, in their order. Variants share the stages that compute the same.
   */
  public List<Variant> of(List<Trial> trials) {
    return trials.stream().map(this::variant).toList();
  }

  private Variant variant(Trial trial) {
    Trial canonical = canonical(layers, trial);
    List<Stage> chain = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      QuantizedLayer layer = layers.get(i);
      BatchNorm norm =
          canonical.refit() > 0 ? refits.norms(canonical).get(i) : layer.layer().batchNorm();
      Change change = canonical.change(layer.layer().name());
      chain.add(
          stages.computeIfAbsent(
              Altered.of(layer, change, norm), first -> new Stage(layer, change, norm)));
    }
    return new Variant(trial, chain);
  }

  /** What a stage computes. */
  private record Altered(String layer, Change change, FloatBuffer mean, FloatBuffer variance) {
    static Altered of(QuantizedLayer layer, Change change, BatchNorm norm) {
      return new Altered(
          layer.layer().name(),
          change,
          FloatBuffer.wrap(norm.mean().toFloatVector()),
          FloatBuffer.wrap(norm.variance().toFloatVector()));
    }
  }
}
