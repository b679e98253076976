package org.orthant.framework.run.measure;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.orthant.api.Progress;
import org.orthant.api.spi.Executor;
import org.orthant.api.work.Work;
import org.orthant.framework.failure.FailureLog;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.local.LocalThreads;

/** Shows weights and groups of images to the probes, and folds what they write. */
public final class RunMeasurer {
  private final PreparedRun prepared;
  private final List<QuantizedLayer> selected;
  private final Executor executor;
  private final FailureLog log;
  private final Progress progress;
  private final ProbeCaller caller;

  /**
   * @param log of this attempt; where to note the failures of plugins
   */
  public RunMeasurer(PreparedRun prepared, FailureLog log, Progress progress) {
    this.prepared = prepared;
    this.selected = prepared.selected();
    this.executor = prepared.plan().spec().executor().value();
    this.log = log;
    this.progress = progress;
    this.caller = new ProbeCaller();
  }

  /**
   * Measures. Where a quantizer fails, all is not measured; without it measuring must begin again.
   *
   * @param job gives what processes elsewhere need to measure groups
   */
  public Measurements measure(Supplier<byte[]> job) {
    Measurements measurements = new Measurements(log);
    if (prepared.stored().layers().isEmpty()) {
      measureWeights(measurements);
    } else {
      measureLayers(measurements, job);
    }
    if (prepared.groups().count() > 0 && !log.hasQuantizers()) {
      measureGroups(measurements, job);
    }
    return measurements;
  }

  /**
   * Measures groups of images, for trials that were asked for later.
   *
   * @param measurements where to add what is found
   * @param job gives what processes elsewhere need to measure groups
   */
  public void add(Measurements measurements, Supplier<byte[]> job) {
    // Another probe may have seen them on fewer images.
    measurements.forget(prepared.plan().trials());
    measureGroups(measurements, job);
  }

  private void measureWeights(Measurements measurements) {
    AtomicInteger done = new AtomicInteger();
    try (Progress.Task task = progress.begin("weights", selected.size())) {
      new LocalThreads(executor.threads())
          .execute(
              selected.size(),
              this::weights,
              written -> {
                int index = done.getAndIncrement();
                String layer = selected.get(index).layer().name();
                measurements
                    .foldWeights(layer, written)
                    .forEach(probe -> caller.failed(probe, index));
                task.advance(index + 1, layer);
              });
    }
  }

  private Measurements.Written weights(int index) {
    Measurements.Written written =
        Exhibition.during(prepared.settings().verified(), exhibition -> weights(index, exhibition));
    caller.failed(written.failures(), index);
    return written;
  }

  private Measurements.Written weights(int index, Exhibition exhibition) {
    return new WeightsAsker(prepared, caller).ask(selected.get(index), index, exhibition);
  }

  private void measureLayers(Measurements measurements, Supplier<byte[]> job) {
    LayerMeasurer measurer = new LayerMeasurer(prepared, caller);
    LayerWork work = new LayerWork(prepared, measurer, job, progress);
    int layers = measurer.count();
    note(layers - work.pieces().size(), layers, "layers");
    int[] folded = {0};
    try (Progress.Task task = progress.begin("weights", layers)) {
      execute(
          work,
          layers,
          work::known,
          result -> {
            int index = folded[0]++;
            String layer = measurer.name(index);
            result.unusable().ifPresent(reason -> measurements.foldUnusable(layer, reason));
            measurements
                .foldWeights(layer, result.written())
                .forEach(probe -> measurer.failed(probe, index));
            task.advance(index + 1, layer);
          });
    }
  }

  private void measureGroups(Measurements measurements, Supplier<byte[]> job) {
    GroupMeasurer measurer = new GroupMeasurer(prepared, caller);
    GroupWork work = new GroupWork(prepared, measurer, job, progress);
    int images = prepared.plan().images();
    int groups = prepared.groups().count();
    note(groups - work.pieces().size(), groups, "groups of images");
    int[] folded = {0};
    try (Progress.Task task = progress.begin("images", images)) {
      execute(
          work,
          groups,
          work::known,
          result -> {
            int group = folded[0]++;
            // How far later groups have come depends on the threads.
            if (!log.hasQuantizers()) {
              measurements.fold(result).forEach(probe -> measurer.failed(probe, group));
            }
            task.advance(Math.min((group + 1) * Groups.SIZE, images), "");
          });
    }
  }

  private void note(int known, int all, String what) {
    if (known > 0) {
      progress.note(
          String.format(Locale.ROOT, "%d of %d %s were measured before", known, all, what));
    }
  }

  /**
   * Has the pieces done that are missing, and folds all in their order.
   *
   * @param known gives what is not among the pieces of the work
   */
  private <T> void execute(Work<T> work, int count, IntFunction<T> known, Consumer<T> fold) {
    Set<Integer> missing = Set.copyOf(work.pieces());
    AtomicInteger next = new AtomicInteger();
    Runnable foldKnown =
        () -> {
          while (next.get() < count && !missing.contains(next.get())) {
            fold.accept(known.apply(next.getAndIncrement()));
          }
        };
    foldKnown.run();
    executor.execute(
        work,
        result -> {
          next.getAndIncrement();
          fold.accept(result);
          foldKnown.run();
        });
  }
}
