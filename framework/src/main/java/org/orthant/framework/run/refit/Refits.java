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
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.storage.RunCheckpoint;

/** What was fitted anew for each trial. */
public final class Refits {
  /** Those of a run that asks for none. */
  public static final Refits NONE = new Refits(Map.of());

  private final Map<Trial, Refit> refits;

  private Refits(Map<Trial, Refit> refits) {
    this.refits = refits;
  }

  /** Those that were fitted before. */
  public static Refits known(Map<Trial, Refit> refits) {
    return new Refits(new LinkedHashMap<>(refits));
  }

  /**
   * Fits them, those that were not fitted before.
   *
   * @param trials different ones
   * @param training the images to fit to
   * @param seed the run's
   */
  public static Refits fit(
      Network network,
      List<Trial> trials,
      Split training,
      LocalThreads threads,
      Seed seed,
      Optional<RunCheckpoint> checkpoint,
      Progress progress) {
    Map<Trial, Refit> refits = new LinkedHashMap<>();
    for (Trial trial : trials) {
      checkpoint
          .flatMap(kept -> kept.find(name(trial), in -> read(in, network)))
          .ifPresent(kept -> refits.put(trial, kept));
    }
    List<Trial> missing = trials.stream().filter(trial -> !refits.containsKey(trial)).toList();
    if (missing.isEmpty()) {
      return new Refits(refits);
    }
    Map<Trial, BatchNormRefitter> refitters = new HashMap<>();
    AtomicInteger fitted = new AtomicInteger();
    try (Progress.Task task = progress.begin("refit", fits(network, missing))) {
      for (Trial trial : missing) {
        Refit now =
            refitters
                .computeIfAbsent(
                    new Trial(Map.of(), trial.refit(), trial.correction()),
                    without ->
                        new BatchNormRefitter(
                            network,
                            training,
                            without,
                            seed,
                            threads,
                            () -> task.advance(fitted.incrementAndGet(), ""),
                            BatchNormRefitter.MOST_NUMBERS_KEPT))
                .fit(trial);
        refits.put(trial, now);
        checkpoint.ifPresent(
            kept -> kept.keep(name(trial), out -> out.write(RefitFormat.write(now, network))));
      }
    }
    return new Refits(refits);
  }

  private static Refit read(InputStream in, Network network) throws IOException {
    return RefitFormat.read(
        ByteBuffer.wrap(in.readNBytes(RefitFormat.bytes(network) + 1)), network);
  }

  private static String name(Trial trial) {
    return "refit-" + Sha256.of(out -> TrialFormat.write(trial, out));
  }

  private static int fits(Network network, List<Trial> trials) {
    int unchanged =
        (int)
            trials.stream()
                .map(trial -> List.of(trial.refit(), trial.correction()))
                .distinct()
                .count();
    int ofOne = (int) network.units().stream().filter(network::isFitted).count();
    return unchanged * ofOne
        + trials.stream().mapToInt(trial -> BatchNormRefitter.fits(network, trial)).sum();
  }

  /** Returns what was fitted for a trial. */
  Refit of(Trial trial) {
    return refits.get(trial);
  }

  /** All of them. */
  public Map<Trial, Refit> all() {
    return Map.copyOf(refits);
  }
}
