package org.orthant.framework.plan;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.config.Located;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.Position;
import org.orthant.framework.config.Problem;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.config.Wording;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.gate.Gate;

/** Decides what to measure, and refuses what is impossible before anything slow starts. */
public final class Planner {

  @Inject
  public Planner() {}

  /**
   * Plans a run.
   *
   * @throws ConfigException with every problem found
   */
  public Plan plan(RunSpec spec) {
    List<Problem> problems = new ArrayList<>();
    Optional<DatasetShape> dataset = spec.dataset().flatMap(named -> shape(named, problems));
    List<LayerOutline> network = network(spec, dataset, problems);
    List<PlannedLayer> layers = new ArrayList<>();
    for (LayerOutline layer : selected(spec, network, problems)) {
      layers.add(planned(layer, spec, problems));
    }
    requireServed(spec, layers, problems);
    List<PlannedProbe> probes = probes(spec, layers, dataset, problems);
    boolean labelled = dataset.map(DatasetShape::isLabelled).orElse(true);
    spec.gate().ifPresent(gate -> requireMeasured(gate, probes, labelled, problems));
    if (!labelled && spec.network().value().expectedAccuracy().isPresent()) {
      problems.add(
          new Problem(
              spec.network().position(),
              "expect-accuracy needs labels, and the dataset's images have none"));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().distinct().toList());
    }
    return new Plan(spec, network, layers, probes, List.of());
  }

  private static List<LayerOutline> network(
      RunSpec spec, Optional<DatasetShape> dataset, List<Problem> problems) {
    try {
      return called(
          "network", spec.network(), "layers", () -> spec.network().value().layers(dataset));
    } catch (BadInputException e) {
      problems.add(new Problem(spec.network().position(), e.getMessage()));
      return List.of();
    }
  }

  private static Optional<DatasetShape> shape(
      Named<DatasetSource> dataset, List<Problem> problems) {
    try {
      return Optional.of(called("dataset", dataset, "shape", () -> dataset.value().shape()));
    } catch (BadInputException e) {
      problems.add(problem("dataset", dataset, e));
      return Optional.empty();
    }
  }

  private static List<LayerOutline> selected(
      RunSpec spec, List<LayerOutline> network, List<Problem> problems) {
    List<String> names = network.stream().map(LayerOutline::name).toList();
    List<Glob> globs = new ArrayList<>();
    for (Located<String> pattern : spec.layers()) {
      Glob glob = Glob.of(pattern.value());
      globs.add(glob);
      if (!names.isEmpty() && names.stream().noneMatch(glob::matches)) {
        problems.add(
            new Problem(pattern.position(), Wording.unknown("layer", pattern.value(), names)));
      }
    }
    return network.stream()
        .filter(layer -> globs.stream().anyMatch(glob -> glob.matches(layer.name())))
        .toList();
  }

  private static PlannedLayer planned(LayerOutline layer, RunSpec spec, List<Problem> problems) {
    LayerShape shape = layer.shape();
    List<String> served = new ArrayList<>();
    List<String> ofInputs = new ArrayList<>();
    Map<String, String> refused = new LinkedHashMap<>();
    Map<String, Storage> kept = new LinkedHashMap<>();
    Map<String, Storage> entering = new LinkedHashMap<>();
    double fitCost = 0;
    double applyCost = 0;
    for (Named<Quantizer> quantizer : spec.quantizers()) {
      try {
        Optional<String> reason = unsupported(quantizer, shape, Role.WEIGHTS);
        if (unsupported(quantizer, shape, Role.INPUTS).isEmpty()) {
          ofInputs.add(quantizer.name());
          storage(quantizer, shape, Role.INPUTS)
              .ifPresent(storage -> entering.put(quantizer.name(), storage));
        }
        if (reason.isPresent()) {
          refused.put(quantizer.name(), reason.get());
        } else {
          served.add(quantizer.name());
          storage(quantizer, shape, Role.WEIGHTS)
              .ifPresent(storage -> kept.put(quantizer.name(), storage));
          fitCost +=
              called(
                  "quantizer",
                  quantizer,
                  "fitCost",
                  () -> quantizer.value().fitCost(shape, Role.WEIGHTS));
          applyCost +=
              shape.filters()
                  * called(
                      "quantizer",
                      quantizer,
                      "applyCost",
                      () -> quantizer.value().applyCost(shape, Role.WEIGHTS));
        }
      } catch (BadInputException e) {
        problems.add(problem("quantizer", quantizer, e));
      }
    }
    return new PlannedLayer(
        new SelectedLayer(
            shape, served, layer.activated(), layer.continuous(), layer.quantized(), ofInputs),
        refused,
        fitCost,
        applyCost,
        kept,
        entering);
  }

  private static Optional<Storage> storage(
      Named<Quantizer> quantizer, LayerShape shape, Role role) {
    return called("quantizer", quantizer, "storage", () -> quantizer.value().storage(shape, role));
  }

  private static Optional<String> unsupported(
      Named<Quantizer> quantizer, LayerShape shape, Role role) {
    return called(
        "quantizer", quantizer, "unsupported", () -> quantizer.value().unsupported(shape, role));
  }

  /** Returns what a plugin answers; nothing has begun, so that one that fails is refused. */
  private static <T> T called(String kind, Named<?> plugin, String method, Supplier<T> call) {
    String subject = String.format(Locale.ROOT, "%s '%s'", kind, plugin.name());
    return new PluginCall(subject, method)
        .make(
            call,
            e ->
                e instanceof BadInputException mistake
                    ? mistake
                    : new BadInputException("failed: " + PluginCall.inWords(e), e));
  }

  private static Problem problem(String kind, Named<?> plugin, BadInputException e) {
    return new Problem(
        plugin.position(),
        String.format(Locale.ROOT, "%s '%s': %s", kind, plugin.name(), e.getMessage()));
  }

  private static void requireServed(
      RunSpec spec, List<PlannedLayer> layers, List<Problem> problems) {
    for (Named<Quantizer> quantizer : spec.quantizers()) {
      if (!layers.isEmpty()
          && layers.stream().allMatch(layer -> layer.refused().containsKey(quantizer.name()))
          && layers.stream()
              .noneMatch(layer -> layer.selected().inputQuantizers().contains(quantizer.name()))) {
        problems.add(
            new Problem(
                quantizer.position(),
                String.format(
                    Locale.ROOT,
                    "quantizer '%s' serves no selected layer: %s",
                    quantizer.name(),
                    layers.get(0).refused().get(quantizer.name()))));
      }
    }
  }

  private static void requireImages(
      Named<Probe> probe, RunSpec spec, Optional<DatasetShape> dataset, List<Problem> problems) {
    int needed = called("probe", probe, "needs", () -> probe.value().needs().images());
    if (needed > 0 && !spec.network().value().takesImages()) {
      problems.add(
          new Problem(
              probe.position(),
              String.format(
                  Locale.ROOT,
                  "probe '%s' needs images, and none can pass the network '%s'",
                  probe.name(),
                  spec.network().name())));
      return;
    }
    int available = dataset.map(DatasetShape::test).orElse(0);
    if (needed > available) {
      problems.add(
          new Problem(
              probe.position(),
              dataset.isEmpty()
                  ? String.format(
                      Locale.ROOT,
                      "probe '%s' needs images, and the run names no dataset",
                      probe.name())
                  : String.format(
                      Locale.ROOT,
                      "probe '%s' needs %d images, and the dataset has %d for testing",
                      probe.name(),
                      needed,
                      available)));
    }
  }

  private static void requireTrainingImages(
      PlannedProbe probe,
      Position position,
      Optional<DatasetShape> dataset,
      List<Problem> problems) {
    int needed = probe.trials().stream().mapToInt(Trial::refit).max().orElse(0);
    dataset
        .map(DatasetShape::training)
        .filter(available -> needed > available)
        .ifPresent(
            available ->
                problems.add(
                    new Problem(
                        position,
                        String.format(
                            Locale.ROOT,
                            "probe '%s' refits batch normalization to %d images, and the dataset has %d for training",
                            probe.id(),
                            needed,
                            available))));
  }

  private static void requireMeasured(
      Located<Gate> gate, List<PlannedProbe> probes, boolean labelled, List<Problem> problems) {
    if (gate.value().minR().isPresent()
        && probes.stream().noneMatch(probe -> probe.id().equals(Gate.PRODUCTS))) {
      problems.add(
          new Problem(
              gate.position(),
              String.format(
                  Locale.ROOT,
                  "the gate's min-r needs the probe '%s', which this run does not have",
                  Gate.PRODUCTS)));
    }
    if (gate.value().maxAccuracyDrop().isPresent() && !labelled) {
      problems.add(
          new Problem(
              gate.position(),
              "the gate's max-accuracy-drop needs labels, and the dataset's images have none"));
    } else if (gate.value().maxAccuracyDrop().isPresent()
        && probes.stream()
            .noneMatch(
                probe ->
                    probe.id().equals(Gate.ABLATION)
                        && probe.trials().stream().anyMatch(trial -> trial.refit() > 0))) {
      problems.add(
          new Problem(
              gate.position(),
              String.format(
                      Locale.ROOT,
                      "the gate's max-accuracy-drop needs the probe '%s' with a refit, which this run does",
                      Gate.ABLATION)
                  + " not have"));
    }
  }

  /** The probe, which is asked nothing if it needs labels and there are none. */
  private static PlannedProbe answerable(PlannedProbe probe, Optional<DatasetShape> dataset) {
    boolean labelled = dataset.map(DatasetShape::isLabelled).orElse(true);
    return labelled || !probe.needs().labels()
        ? probe
        : probe.unanswerable("The dataset's images have no labels");
  }

  private static List<PlannedProbe> probes(
      RunSpec spec,
      List<PlannedLayer> layers,
      Optional<DatasetShape> dataset,
      List<Problem> problems) {
    List<SelectedLayer> selected = layers.stream().map(PlannedLayer::selected).toList();
    List<PlannedProbe> probes = new ArrayList<>();
    for (Named<Probe> probe : spec.probes()) {
      try {
        requireImages(probe, spec, dataset, problems);
        PlannedProbe planned =
            called(
                "probe",
                probe,
                "trials",
                () ->
                    PlannedProbe.of(
                        probe.plugin(),
                        probe.value().getClass().getAnnotation(Doc.class).value(),
                        probe.value(),
                        selected));
        requireTrainingImages(planned, probe.position(), dataset, problems);
        probes.add(answerable(planned, dataset));
      } catch (BadInputException e) {
        problems.add(problem("probe", probe, e));
      }
    }
    return probes;
  }
}
