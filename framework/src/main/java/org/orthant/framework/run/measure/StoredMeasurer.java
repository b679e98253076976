package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.orthant.api.Progress;
import org.orthant.api.measure.Trial;
import org.orthant.framework.run.layer.OpenedLayer;
import org.orthant.framework.run.layer.StoredLayers;
import org.orthant.framework.run.layer.StoredLayers.UnusableLayerException;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.storage.RunCheckpoint;

/**
 * Shows the weights of layers that are not in memory to the probes, one layer after the other. As
 * many are open side by side as the heap has room for. What a layer gave is kept until the run
 * ends, so that one that was interrupted goes on behind it.
 */
final class StoredMeasurer {
  /** Permits are for so many numbers, so that they can be counted in an int. */
  private static final int UNIT = 1 << 10;

  private final PreparedRun prepared;
  private final StoredLayers stored;
  private final WeightsAsker asker;
  private final ProbeCaller caller;
  private final Progress progress;
  private final int permits = permits(StoredLayers.mostNumbers());
  private final Semaphore room = new Semaphore(permits, true);

  StoredMeasurer(PreparedRun prepared, ProbeCaller caller, Progress progress) {
    this.prepared = prepared;
    this.stored = prepared.stored();
    this.asker = new WeightsAsker(prepared, caller);
    this.caller = caller;
    this.progress = progress;
  }

  private static int permits(long numbers) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + numbers / UNIT);
  }

  /** What a layer gave, or why it gave nothing. */
  private record Outcome(Measurements.Written written, Optional<String> unusable) {}

  /** Measures all layers, and folds what is written in their order. */
  void measure(Measurements measurements) {
    int count = stored.layers().size();
    int[] known = {0};
    int[] done = {0};
    try (Progress.Task task = progress.begin("weights", count)) {
      new LocalThreads(prepared.plan().spec().executor().value().threads())
          .execute(
              count,
              this::measured,
              found -> {
                int index = done[0]++;
                known[0] += found.known() ? 1 : 0;
                fold(index, found.outcome(), measurements);
                task.advance(index + 1, stored.shape(index).name());
              });
    }
    if (known[0] > 0) {
      progress.note(
          String.format(Locale.ROOT, "%d of %d layers were measured before", known[0], count));
    }
  }

  private void fold(int index, Outcome outcome, Measurements measurements) {
    String layer = stored.shape(index).name();
    outcome.unusable().ifPresent(reason -> measurements.foldUnusable(layer, reason));
    measurements
        .foldWeights(layer, outcome.written())
        .forEach(probe -> caller.failed(probe, index));
  }

  /** What a layer gave, and whether it did so in an earlier run. */
  private record Found(Outcome outcome, boolean known) {}

  private Found measured(int index) {
    String name = "layer-" + index;
    Optional<Measurements.Written> before =
        prepared
            .checkpoint()
            .flatMap(kept -> kept.find(name, GroupResultFormat::read))
            .map(this::written);
    if (before.isPresent()) {
      caller.failed(before.get().failures(), index);
      return new Found(new Outcome(before.get(), Optional.empty()), true);
    }
    try {
      Measurements.Written written = weights(index);
      caller.failed(written.failures(), index);
      prepared.checkpoint().ifPresent(kept -> keep(kept, name, written));
      return new Found(new Outcome(written, Optional.empty()), false);
    } catch (UnusableLayerException e) {
      return new Found(
          new Outcome(new Measurements.Written(Map.of(), List.of()), Optional.of(e.getMessage())),
          false);
    }
  }

  private Measurements.Written weights(int index) {
    int taken = Math.min(permits, permits(stored.numbers(index)));
    try {
      room.acquire(taken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    List<OpenedLayer> opened = new ArrayList<>();
    try {
      return Exhibition.during(
          prepared.settings().verified(),
          exhibition -> {
            // Where somebody has changed what was shown, it is read anew.
            opened.forEach(OpenedLayer::close);
            OpenedLayer layer = stored.open(index);
            opened.add(layer);
            return asker.ask(layer, index, exhibition);
          });
    } finally {
      opened.forEach(OpenedLayer::close);
      room.release(taken);
    }
  }

  private static void keep(RunCheckpoint kept, String name, Measurements.Written written) {
    Map<StatisticsKey, GroupStats> statistics = new LinkedHashMap<>();
    written
        .stats()
        .forEach(
            (probe, stats) -> statistics.put(new StatisticsKey(probe, Trial.BASELINE, ""), stats));
    GroupResult result = new GroupResult(statistics, Map.of(), written.failures());
    kept.keep(name, out -> GroupResultFormat.write(result, out));
  }

  private Measurements.Written written(GroupResult kept) {
    Map<String, GroupStats> stats = new LinkedHashMap<>();
    kept.statistics().forEach((key, written) -> stats.put(key.probe(), written));
    return new Measurements.Written(stats, kept.failures());
  }
}
