package org.orthant.framework.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Executor;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.plan.PlannedProbe;

/** Shows weights and groups of images to the probes, and folds what they write. */
final class Measuring {
  private final Prepared prepared;
  private final List<PlannedProbe> probes;
  private final List<QuantizedLayer> selected;
  private final Executor executor;
  private final Progress progress;

  Measuring(Prepared prepared, Progress progress) {
    this.prepared = prepared;
    this.probes = prepared.plan().probes();
    this.selected = prepared.selected();
    this.executor = prepared.plan().spec().executor().value();
    this.progress = progress;
  }

  Measurements measure() {
    Measurements measurements = new Measurements();
    measureWeights(measurements);
    if (prepared.groups().count() > 0) {
      measureGroups(measurements);
    }
    return measurements;
  }

  private void measureWeights(Measurements measurements) {
    List<PlannedProbe> asking =
        probes.stream().filter(probe -> probe.probe().needs().weights()).toList();
    AtomicInteger done = new AtomicInteger();
    try (Progress.Task task = progress.begin("weights", selected.size())) {
      executor.<Map<String, GroupStats>>execute(
          selected.size(),
          index -> weights(asking, selected.get(index)),
          written -> {
            String layer = selected.get(done.get()).layer().name();
            written.forEach((probe, stats) -> measurements.foldWeights(probe, layer, stats));
            task.advance(done.incrementAndGet(), layer);
          });
    }
  }

  private Map<String, GroupStats> weights(List<PlannedProbe> asking, QuantizedLayer layer) {
    Map<String, GroupStats> written = new LinkedHashMap<>();
    for (PlannedProbe probe : asking) {
      GroupStats stats = new GroupStats();
      probe.probe().onWeights(new View(layer, prepared.seed(probe, layer)), stats);
      written.put(probe.id(), stats);
    }
    return written;
  }

  private void measureGroups(Measurements measurements) {
    int groups = prepared.groups().count();
    AtomicInteger done = new AtomicInteger();
    try (Progress.Task task = progress.begin("images", prepared.plan().images())) {
      executor.<GroupResult>execute(
          groups,
          this::group,
          result -> {
            measurements.fold(result);
            int images = Math.min(done.incrementAndGet() * Groups.SIZE, prepared.plan().images());
            task.advance(images, "");
          });
    }
  }

  private GroupResult group(int group) {
    Split test = prepared.dataset().orElseThrow().test();
    int[] indices = prepared.groups().group(group);
    List<Variant> variants =
        prepared.variants().stream()
            .filter(variant -> Groups.within(group, prepared.plan().images(variant.trial())) > 0)
            .toList();
    try (INDArray images = test.images(indices)) {
      GroupObserver observer = new GroupObserver(group, test.labels(indices));
      Inference.run(images, variants, observer);
      return new GroupResult(observer.statistics, observer.outcomes);
    }
  }

  /** Shows one group of images to the probes. */
  private final class GroupObserver implements Inference.Observer {
    private final int group;
    private final int[] labels;
    private final Map<Slot, GroupStats> statistics = new LinkedHashMap<>();
    private final Map<Trial, Outcomes> outcomes = new LinkedHashMap<>();

    GroupObserver(int group, int... labels) {
      this.group = group;
      this.labels = labels;
    }

    @Override
    public void enters(List<Variant> variants, Products products) {
      if (!selected.contains(products.layer())) {
        return;
      }
      for (Variant variant : variants) {
        for (PlannedProbe probe : probes) {
          int images = Groups.within(group, probe.probe().needs().inputs());
          if (images > 0 && probe.trials().contains(variant.trial())) {
            show(products, images, probe, variant.trial(), group, stats(probe, variant, products));
          }
        }
      }
    }

    @Override
    public void leaves(Variant variant, List<Inference.Passage> path, INDArray scores) {
      Outcomes seen = new Outcomes();
      seen.add(Inference.predictions(scores), labels);
      outcomes.put(variant.trial(), seen);
      for (PlannedProbe probe : probes) {
        int images = Groups.within(group, probe.probe().needs().gradients());
        if (images > 0 && probe.trials().contains(variant.trial())) {
          Backward.run(
              path,
              scores,
              labels,
              images,
              (products, gradient) -> showGradient(probe, variant, products, gradient));
        }
      }
    }

    private void showGradient(
        PlannedProbe probe, Variant variant, Products products, INDArray gradient) {
      if (selected.contains(products.layer())) {
        Seed seed = prepared.seed(probe, products.layer()).fork(group);
        probe
            .probe()
            .onGradient(
                new GroupGradient(variant.trial(), group, products, gradient, seed),
                stats(probe, variant, products));
      }
    }

    private GroupStats stats(PlannedProbe probe, Variant variant, Products products) {
      return statistics.computeIfAbsent(
          new Slot(probe.id(), variant.trial(), products.layer().layer().name()),
          first -> new GroupStats());
    }
  }

  /** A probe whose images end within the group sees the first of them only. */
  private void show(
      Products whole, int images, PlannedProbe probe, Trial trial, int group, GroupStats stats) {
    Seed seed = prepared.seed(probe, whole.layer()).fork(group);
    if (images == whole.inputs().images()) {
      probe.probe().onBlock(new GroupBlock(trial, group, whole, seed), stats);
    } else {
      try (Products first = whole.first(images)) {
        probe.probe().onBlock(new GroupBlock(trial, group, first, seed), stats);
      }
    }
  }
}
