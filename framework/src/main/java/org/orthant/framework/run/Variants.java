package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Executor;

/** Makes the variants of a network that its trials ask for. */
final class Variants {
  private final List<QuantizedLayer> layers;
  private final Optional<Split> training;
  private final Executor executor;
  private final Seed seed;
  private final Progress progress;

  /**
   * Makes nothing yet.
   *
   * @param training what batch normalization is fitted to; empty where no image passes the network
   * @param seed the run's
   */
  Variants(
      List<QuantizedLayer> layers,
      Optional<Split> training,
      Executor executor,
      Seed seed,
      Progress progress) {
    this.layers = List.copyOf(layers);
    this.training = training;
    this.executor = executor;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * The network under each trial, in their order. Trials that compute the same share all stages.
   */
  List<Variant> of(List<Trial> trials) {
    Map<Trial, Trial> computed = new LinkedHashMap<>();
    trials.forEach(trial -> computed.put(trial, canonical(trial)));
    List<Trial> different = computed.values().stream().distinct().toList();
    Map<Altered, Stage> stages = new HashMap<>();
    Map<Trial, Variant> variants =
        refitted(different.stream().filter(trial -> trial.refit() > 0).toList());
    different.stream()
        .filter(trial -> trial.refit() == 0)
        .forEach(trial -> variants.put(trial, asTrained(trial, stages)));
    return trials.stream()
        .map(trial -> new Variant(trial, variants.get(computed.get(trial)).stages()))
        .toList();
  }

  /** The trial without changes that change nothing, such as to the trained weights. */
  private Trial canonical(Trial trial) {
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

  private Map<Trial, Variant> refitted(List<Trial> trials) {
    Map<Trial, Variant> variants = new HashMap<>();
    if (trials.isEmpty()) {
      return variants;
    }
    Map<Integer, Refitting> refitting = new HashMap<>();
    AtomicInteger fitted = new AtomicInteger();
    try (Progress.Task task = progress.begin("refit", layersToFit(trials))) {
      for (Trial trial : trials) {
        variants.put(
            trial,
            refitting
                .computeIfAbsent(
                    trial.refit(),
                    images ->
                        new Refitting(
                            layers,
                            training.orElseThrow(),
                            images,
                            seed,
                            executor,
                            () -> task.advance(fitted.incrementAndGet(), ""),
                            Refitting.MOST_NUMBERS_KEPT))
                .fit(trial));
      }
    }
    return variants;
  }

  private Variant asTrained(Trial trial, Map<Altered, Stage> stages) {
    List<Stage> chain = new ArrayList<>();
    for (QuantizedLayer layer : layers) {
      Change change = trial.change(layer.layer().name());
      chain.add(
          stages.computeIfAbsent(
              new Altered(layer.layer().name(), change),
              first -> new Stage(layer, change, layer.layer().batchNorm())));
    }
    return new Variant(trial, chain);
  }

  private int layersToFit(List<Trial> trials) {
    int unchanged = (int) trials.stream().mapToInt(Trial::refit).distinct().count();
    return unchanged * layers.size()
        + trials.stream()
            .mapToInt(trial -> layers.size() - Refitting.firstChanged(layers, trial))
            .sum();
  }

  private record Altered(String layer, Change change) {}
}
