package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.inference.Backward;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.LayerStage;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.LentArrays;
import org.orthant.framework.run.lending.ProbeCaller;

/** Shows groups of images to the probes. */
public final class GroupMeasurer {
  private final PreparedRun prepared;
  private final List<PlannedProbe> probes;
  private final List<QuantizedLayer> selected;
  private final ProbeCaller caller;

  /** The first group in which a quantizer failed: later ones are not needed. */
  private final AtomicInteger last = new AtomicInteger(Integer.MAX_VALUE);

  public GroupMeasurer(PreparedRun prepared, ProbeCaller caller) {
    this.prepared = prepared;
    this.probes = prepared.probes();
    this.selected = prepared.selected();
    this.caller = caller;
  }

  /** Notes that what a probe wrote of a group cannot be used. */
  void failed(String probe, int group) {
    caller.failed(probe, work(group));
  }

  /** Groups come after the weights of all layers. */
  private int work(int group) {
    return selected.size() + group;
  }

  /** Passes one group through every variant; several threads may call it. */
  public GroupResult measure(int group) {
    if (group > last.get()) {
      return GroupResult.NOTHING;
    }
    GroupResult result =
        Exhibition.during(prepared.settings().verified(), exhibition -> measure(group, exhibition));
    caller.failed(result.failures(), work(group));
    if (result.failures().stream().anyMatch(Failure::isOfQuantizer)) {
      last.accumulateAndGet(group, Math::min);
    }
    return result;
  }

  private GroupResult measure(int group, Exhibition exhibition) {
    Dataset dataset = prepared.dataset().orElseThrow();
    Split test = dataset.test();
    int[] indices = prepared.groups().group(group);
    int[] labels = dataset.shape().isLabelled() ? test.labels(indices) : new int[0];
    try (INDArray images = test.images(indices)) {
      GroupObserver observer = new GroupObserver(group, exhibition, labels);
      Inference.run(prepared.network().orElseThrow(), images, variants(group), observer);
      observer.showScores();
      return new GroupResult(observer.statistics, observer.outcomes, observer.failures);
    }
  }

  /** Those that the group passes through. */
  private List<Variant> variants(int group) {
    Map<Trial, Integer> images = prepared.plan().imagesByTrial();
    return prepared.variants().stream()
        .filter(variant -> Groups.within(group, images.getOrDefault(variant.trial(), 0)) > 0)
        .toList();
  }

  /** Whether each variant has seen each image of the group. */
  boolean isWhole(GroupResult result, int group) {
    int images = prepared.groups().group(group).length;
    return result
            .outcomes()
            .keySet()
            .equals(variants(group).stream().map(Variant::trial).collect(Collectors.toSet()))
        && result.outcomes().values().stream().allMatch(outcomes -> outcomes.count() == images);
  }

  /** Shows one group of images to the probes. */
  private final class GroupObserver implements Inference.Observer {
    private final int group;
    private final Exhibition exhibition;
    private final int[] labels;
    private final Map<StatisticsKey, GroupStats> statistics = new LinkedHashMap<>();
    private final Map<Trial, Outcomes> outcomes = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<Trial, INDArray> scores = new LinkedHashMap<>();

    /**
     * @param labels of the group's images; none where they have none
     */
    GroupObserver(int group, Exhibition exhibition, int... labels) {
      this.group = group;
      this.exhibition = exhibition;
      this.labels = labels;
    }

    @Override
    public void enters(List<Variant> variants, Products products) {
      if (!selected.contains(products.layer())) {
        return;
      }
      for (Variant variant : variants) {
        for (PlannedProbe probe : probes) {
          int images = Groups.within(group, probe.needs().inputs());
          if (isAsked(probe, variant, images)) {
            show(probe, variant.trial(), products, images);
          }
        }
      }
      requireIntact(products);
    }

    /** Nothing that comes after can be right if a probe changed what the layer computes with. */
    private static void requireIntact(Products products) {
      if (!products.shared().areIntact()) {
        throw new Exhibition.ChangedException();
      }
    }

    private static boolean isAsTrained(Variant variant) {
      return variant.trial().equals(Trial.BASELINE);
    }

    @Override
    public void gives(List<Variant> variants, LayerStage stage, Signals outputs) {
      if (variants.stream().anyMatch(GroupObserver::isAsTrained)) {
        left(stage.unit().layer(), outputs);
      }
    }

    private void left(QuantizedLayer layer, Signals outputs) {
      StatisticsKey key = DeadLayers.key(layer.layer().name());
      DeadLayers.write(statistics.computeIfAbsent(key, first -> new GroupStats()), outputs);
    }

    private boolean isAsked(PlannedProbe probe, Variant variant, int images) {
      return images > 0
          && probe.trials().contains(variant.trial())
          && caller.isAsked(probe, work(group));
    }

    /** A probe whose images end within the group sees the first of them only. */
    private void show(PlannedProbe probe, Trial trial, Products whole, int images) {
      if (images == whole.inputs().images()) {
        showAll(probe, trial, whole);
      } else {
        try (Products first = whole.first(images)) {
          showAll(probe, trial, first);
          requireIntact(first);
        }
      }
    }

    private void showAll(PlannedProbe probe, Trial trial, Products products) {
      GroupStats stats = stats(probe, trial, products);
      ask(
          probe,
          products,
          "onBlock",
          shown ->
              probe
                  .probe()
                  .onBlock(
                      new GroupBlock(trial, group, products, seed(probe, products), shown), stats));
    }

    private void ask(
        PlannedProbe probe, Products products, String method, Consumer<LentArrays> call) {
      caller.ask(
          probe,
          work(group),
          products.layer().layer().name(),
          String.format(Locale.ROOT, "%s of group %d", method, group),
          exhibition,
          failures,
          call);
    }

    private Seed seed(PlannedProbe probe, Products products) {
      return prepared.seed(probe, products.layer()).fork(group);
    }

    @Override
    public boolean goesBack(Variant variant) {
      return probes.stream()
          .anyMatch(
              probe -> isAsked(probe, variant, Groups.within(group, probe.needs().gradients())));
    }

    @Override
    public void leaves(Variant variant, Path path, INDArray scores) {
      outcomes.put(variant.trial(), outcomes(Inference.predictions(scores)));
      if (isForProbes(variant.trial())) {
        this.scores.put(variant.trial(), scores.dup('c'));
      }
      for (PlannedProbe probe : probes) {
        int images = Groups.within(group, probe.needs().gradients());
        if (isAsked(probe, variant, images)) {
          Backward.run(
              path,
              scores,
              labels,
              images,
              (products, gradient) -> showGradient(probe, variant.trial(), products, gradient));
        }
      }
    }

    private Outcomes outcomes(int... predictions) {
      Outcomes seen = new Outcomes();
      if (labels.length > 0) {
        seen.add(predictions, labels);
      } else {
        seen.addUnlabelled(predictions);
      }
      return seen;
    }

    /** Whether a probe sees the scores under a trial, or holds others against them. */
    private boolean isForProbes(Trial trial) {
      return probes.stream()
          .filter(probe -> Groups.within(group, probe.needs().scores()) > 0)
          .anyMatch(probe -> probe.seen().contains(trial));
    }

    /** Shows the scores of all variants, once they are known. */
    void showScores() {
      for (PlannedProbe probe : probes) {
        int images = Groups.within(group, probe.needs().scores());
        if (images > 0) {
          probe.trials().forEach(trial -> showScores(probe, trial, images));
        }
      }
    }

    private void showScores(PlannedProbe probe, Trial trial, int images) {
      GroupStats stats =
          statistics.computeIfAbsent(
              StatisticsKey.ofScores(probe.id(), trial), first -> new GroupStats());
      caller.ask(
          probe,
          work(group),
          Subject.NETWORK,
          String.format(Locale.ROOT, "onScores of group %d", group),
          exhibition,
          failures,
          shown ->
              probe
                  .probe()
                  .onScores(
                      new Scores(
                          trial,
                          group,
                          first(scores.get(trial), images),
                          first(scores.get(trial.unaltered()), images),
                          Arrays.stream(labels).limit(images).boxed().toList()),
                      stats));
    }

    private static INDArray first(INDArray scores, int images) {
      return scores.get(NDArrayIndex.interval(0, images)).dup('c');
    }

    private void showGradient(
        PlannedProbe probe, Trial trial, Products products, INDArray gradient) {
      if (selected.contains(products.layer())) {
        GroupStats stats = stats(probe, trial, products);
        ask(
            probe,
            products,
            "onGradient",
            shown ->
                probe
                    .probe()
                    .onGradient(
                        new GroupGradient(
                            trial, group, products, gradient, seed(probe, products), shown),
                        stats));
      }
    }

    private GroupStats stats(PlannedProbe probe, Trial trial, Products products) {
      return statistics.computeIfAbsent(
          new StatisticsKey(probe.id(), trial, products.layer().layer().name()),
          first -> new GroupStats());
    }
  }
}
