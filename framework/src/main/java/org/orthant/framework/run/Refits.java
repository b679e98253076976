package org.orthant.framework.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;

/** The batch normalization that was fitted anew, of each layer under each trial. */
final class Refits {
  /** Those of a run that asks for none. */
  static final Refits NONE = new Refits(Map.of());

  private final Map<Trial, List<BatchNorm>> norms;

  private Refits(Map<Trial, List<BatchNorm>> norms) {
    this.norms = norms;
  }

  /** Those that were fitted before. */
  static Refits of(Map<Trial, List<BatchNorm>> norms) {
    return new Refits(new LinkedHashMap<>(norms));
  }

  /**
   * Fits them.
   *
   * @param trials different ones
   * @param training the images to fit to
   * @param seed the run's
   */
  static Refits fit(
      List<QuantizedLayer> layers,
      List<Trial> trials,
      Split training,
      LocalThreads threads,
      Seed seed,
      Progress progress) {
    Map<Trial, List<BatchNorm>> norms = new LinkedHashMap<>();
    Map<Integer, Refitting> refitting = new HashMap<>();
    AtomicInteger fitted = new AtomicInteger();
    try (Progress.Task task = progress.begin("refit", layersToFit(layers, trials))) {
      for (Trial trial : trials) {
        norms.put(
            trial,
            refitting
                .computeIfAbsent(
                    trial.refit(),
                    images ->
                        new Refitting(
                            layers,
                            training,
                            images,
                            seed,
                            threads,
                            () -> task.advance(fitted.incrementAndGet(), ""),
                            Refitting.MOST_NUMBERS_KEPT))
                .fit(trial));
      }
    }
    return new Refits(norms);
  }

  private static int layersToFit(List<QuantizedLayer> layers, List<Trial> trials) {
    int unchanged = (int) trials.stream().mapToInt(Trial::refit).distinct().count();
    return unchanged * layers.size()
        + trials.stream()
            .mapToInt(trial -> layers.size() - Refitting.firstChanged(layers, trial))
            .sum();
  }

  /** One for each layer, in order. */
  List<BatchNorm> norms(Trial trial) {
    return norms.get(trial);
  }

  /** All of them. */
  Map<Trial, List<BatchNorm>> all() {
    return Map.copyOf(norms);
  }
}
