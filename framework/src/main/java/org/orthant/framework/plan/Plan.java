package org.orthant.framework.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.spi.Executor;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.failure.PluginFailedException;

/**
 * What will be measured.
 *
 * @param spec the run
 * @param network all layers of the network
 * @param layers the selected ones
 * @param probes what to ask of them
 * @param failures what has failed since the run began: quantizers that serve a layer no more, and
 *     probes that are asked no more
 * @param round 0 for what probes ask before anything is measured, and one more for each time that
 *     they ask for further trials
 */
public record Plan(
    RunSpec spec,
    List<LayerOutline> network,
    List<PlannedLayer> layers,
    List<PlannedProbe> probes,
    List<Failure> failures,
    int round) {
  public Plan {
    network = List.copyOf(network);
    layers = List.copyOf(layers);
    probes = List.copyOf(probes);
    failures = List.copyOf(failures);
  }

  /** A plan before anything is measured. */
  public Plan(
      RunSpec spec,
      List<LayerOutline> network,
      List<PlannedLayer> layers,
      List<PlannedProbe> probes,
      List<Failure> failures) {
    this(spec, network, layers, probes, failures, 0);
  }

  /**
   * Returns what is to be measured once more of the same network.
   *
   * @param number of the round, from 1
   * @param further the trials that probes ask for by now, by their ids
   */
  public Plan round(int number, Map<String, List<Trial>> further) {
    return new Plan(
        spec,
        network,
        layers,
        probes.stream()
            .filter(probe -> further.containsKey(probe.id()))
            .map(probe -> probe.predicting(further.get(probe.id())))
            .toList(),
        failures,
        number);
  }

  /**
   * Returns what is left to measure when quantizers have failed on layers. Probes choose their
   * trials anew of those that remain; one that fails at it is asked no more.
   */
  public Plan without(List<Failure> quantizers) {
    if (quantizers.isEmpty()) {
      return this;
    }
    List<PlannedLayer> left = new ArrayList<>();
    for (PlannedLayer layer : layers) {
      PlannedLayer served = layer;
      for (Failure failure : quantizers) {
        if (failure.isIn(layer.shape().name())) {
          served = served.without(failure.name(), "failed: " + failure.reason());
        }
      }
      left.add(served);
    }
    List<Failure> all = new ArrayList<>(failures);
    all.addAll(quantizers);
    List<SelectedLayer> selected = left.stream().map(PlannedLayer::selected).toList();
    List<PlannedProbe> asking = new ArrayList<>();
    for (PlannedProbe probe : probes) {
      try {
        asking.add(isAsked(probe) ? choosing(probe, selected) : probe);
      } catch (PluginFailedException e) {
        all.add(e.failure());
        asking.add(probe.idle());
      }
    }
    return new Plan(spec, network, left, asking, all, round);
  }

  /** Returns the same plan, measured by another executor than configured. */
  public Plan measuredBy(Executor executor) {
    return new Plan(spec.measuredBy(executor), network, layers, probes, failures, round);
  }

  private static PlannedProbe choosing(PlannedProbe probe, List<SelectedLayer> layers) {
    PluginCall trials =
        new PluginCall(Failure.subjectOfProbe(probe.id(), Optional.empty()), "trials");
    return trials.make(
        () -> probe.choosing(layers),
        e ->
            new PluginFailedException(
                Failure.ofProbe(
                    probe.id(),
                    Optional.empty(),
                    "trials: " + PluginCall.inWords(e),
                    Optional.of(e))));
  }

  /** Whether the run can answer the probe, and it has not failed so far. */
  public boolean isAsked(PlannedProbe probe) {
    return probe.unanswerable().isEmpty()
        && failures.stream()
            .noneMatch(failure -> !failure.isOfQuantizer() && failure.name().equals(probe.id()));
  }

  /**
   * Every variant of the network that some probe must see, without repeats; where there is any, the
   * network as trained too, for its accuracy says what the others' findings are worth. That is
   * known after the first round.
   */
  public List<Trial> trials() {
    return List.copyOf(imagesByTrial().keySet());
  }

  /**
   * Returns what trials make of what enters a layer, each once; those that leave it alone are no
   * part.
   */
  public List<Inputs> inputs(String layer) {
    return probes.stream()
        .filter(this::isAsked)
        .flatMap(probe -> probe.trials().stream())
        .map(trial -> trial.change(layer).inputs())
        .filter(inputs -> inputs.quantizer().isPresent())
        .distinct()
        .toList();
  }

  /** The selected layers, as probes choose their trials of them. */
  public List<SelectedLayer> selected() {
    return layers.stream().map(PlannedLayer::selected).toList();
  }

  /** Returns how many test images pass the network under each of them, in their order. */
  public Map<Trial, Integer> imagesByTrial() {
    Map<Trial, Integer> images = new LinkedHashMap<>();
    probes.stream()
        .filter(probe -> probe.images() > 0)
        .forEach(
            probe -> probe.seen().forEach(trial -> images.merge(trial, probe.images(), Math::max)));
    if (!images.isEmpty() && round == 0) {
      images.putIfAbsent(Trial.BASELINE, images());
    }
    return images;
  }

  /** Returns how many test images pass the network. */
  public int images() {
    return probes.stream().mapToInt(PlannedProbe::images).max().orElse(0);
  }

  /** Returns how many test images some probe sees the layers' inputs of. */
  public int observedImages() {
    return probes.stream().mapToInt(probe -> probe.needs().inputs()).max().orElse(0);
  }
}
