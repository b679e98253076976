package org.orthant.framework.run.refit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.run.inference.QuantizedLayer;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.storage.RunCheckpoint;

/** The batch normalization that was fitted anew, of each layer under each trial. */
public final class Refits {
  /** Those of a run that asks for none. */
  public static final Refits NONE = new Refits(Map.of());

  private final Map<Trial, List<BatchNorm>> norms;

  private Refits(Map<Trial, List<BatchNorm>> norms) {
    this.norms = norms;
  }

  /** Those that were fitted before. */
  public static Refits of(Map<Trial, List<BatchNorm>> norms) {
    return new Refits(new LinkedHashMap<>(norms));
  }

  /**
   * Fits them, those that were not fitted before.
   *
   * @param trials different ones
   * @param training the images to fit to
   * @param seed the run's
   */
  public static Refits fit(
      List<QuantizedLayer> layers,
      List<Trial> trials,
      Split training,
      LocalThreads threads,
      Seed seed,
      Optional<RunCheckpoint> checkpoint,
      Progress progress) {
    Map<Trial, List<BatchNorm>> norms = new LinkedHashMap<>();
    for (Trial trial : trials) {
      checkpoint
          .flatMap(kept -> kept.find(name(trial), in -> read(in, layers)))
          .ifPresent(kept -> norms.put(trial, kept));
    }
    List<Trial> missing = trials.stream().filter(trial -> !norms.containsKey(trial)).toList();
    if (missing.isEmpty()) {
      return new Refits(norms);
    }
    Map<Integer, BatchNormRefitter> refitters = new HashMap<>();
    AtomicInteger fitted = new AtomicInteger();
    try (Progress.Task task = progress.begin("refit", layersToFit(layers, missing))) {
      for (Trial trial : missing) {
        List<BatchNorm> now =
            refitters
                .computeIfAbsent(
                    trial.refit(),
                    images ->
                        new BatchNormRefitter(
                            layers,
                            training,
                            images,
                            seed,
                            threads,
                            () -> task.advance(fitted.incrementAndGet(), ""),
                            BatchNormRefitter.MOST_NUMBERS_KEPT))
                .fit(trial);
        norms.put(trial, now);
        checkpoint.ifPresent(
            kept -> kept.keep(name(trial), out -> out.write(NormFormat.write(now))));
      }
    }
    return new Refits(norms);
  }

  private static List<BatchNorm> read(InputStream in, List<QuantizedLayer> layers)
      throws IOException {
    return NormFormat.read(ByteBuffer.wrap(in.readNBytes(NormFormat.bytes(layers) + 1)), layers);
  }

  private static String name(Trial trial) {
    return "refit-" + Sha256.of(out -> TrialFormat.write(trial, out));
  }

  private static int layersToFit(List<QuantizedLayer> layers, List<Trial> trials) {
    int unchanged = (int) trials.stream().mapToInt(Trial::refit).distinct().count();
    return unchanged * layers.size()
        + trials.stream()
            .mapToInt(trial -> layers.size() - BatchNormRefitter.firstChanged(layers, trial))
            .sum();
  }

  /** One for each layer, in order. */
  List<BatchNorm> norms(Trial trial) {
    return norms.get(trial);
  }

  /** All of them. */
  public Map<Trial, List<BatchNorm>> all() {
    return Map.copyOf(norms);
  }
}
