package org.orthant.framework.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.api.data.Dataset;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.gate.GateEvidence;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.result.Caution;
import org.orthant.framework.result.ProbeConclusion;
import org.orthant.framework.result.Provenance;
import org.orthant.framework.result.QuantizerEntry;
import org.orthant.framework.result.Result;
import org.orthant.framework.result.Summary;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.measure.DeadLayers;
import org.orthant.framework.run.measure.PreparedRun;

/**
 * Makes a run's result of what was measured and concluded.
 *
 * @param durations how long the steps took so far
 */
record ResultAssembler(MeasuredRun measured, Durations durations) {
  /** What tells of the training, in the place of a probe's id. */
  private static final String TRAINING = "training";

  /** The result, with all that was concluded before. */
  Result assemble() {
    PreparedRun prepared = measured.prepared();
    Plan plan = prepared.plan();
    RunSpec spec = plan.spec();
    List<ProbeConclusion> probes = new ArrayList<>(training(prepared));
    probes.addAll(measured.conclusions());
    List<LayerShape> layers = plan.layers().stream().map(PlannedLayer::shape).toList();
    List<Verdict> overall =
        introduced(
            new Summary(
                    probes,
                    layers,
                    refused(plan),
                    inUse(prepared),
                    DeadLayers.reasons(prepared, measured.measurements()),
                    measured.failures())
                .verdicts());
    List<GateCheck> gate =
        spec.gate()
            .map(
                rules ->
                    new GateEvidence(
                            layers.stream().map(LayerShape::name).toList(),
                            spec.quantizers().stream().map(Named::name).toList(),
                            inUse(prepared),
                            probes.stream()
                                .collect(
                                    Collectors.toMap(
                                        ProbeConclusion::id, ProbeConclusion::conclusion)),
                            overall,
                            measured.failures())
                        .checks(rules.value()))
            .orElse(List.of());
    durations.finished("conclude");
    return new Result(
        spec.name(),
        spec.network().plugin(),
        spec.dataset().map(Named::plugin),
        spec.quantizers().stream()
            .map(
                named ->
                    new QuantizerEntry(
                        named.name(),
                        named.plugin(),
                        new ParameterType.PluginOf(PluginKind.QUANTIZER).text(named.value()),
                        spec.focus().equals(Optional.of(named.name()))))
            .toList(),
        layers,
        prepared
            .model()
            .graph()
            .map(graph -> LayerPlaces.of(graph, prepared.selected()))
            .orElse(Map.of()),
        probes,
        overall,
        cautions(prepared),
        gate,
        measured.failures(),
        new Provenance(
            spec.yaml(),
            spec.seed(),
            prepared.dataset().map(Dataset::digest),
            prepared.model().provenance(),
            spec.jars(),
            prepared.arithmetic().map(Arithmetic::description),
            Runtime.getRuntime().availableProcessors(),
            durations.seconds(),
            Instant.now()));
  }

  /** Puts first what must be said first. */
  private List<Verdict> introduced(List<Verdict> overall) {
    return overall.stream()
        .map(
            verdict ->
                verdict.subject().equals(Subject.network())
                    ? measured
                        .reservations()
                        .introduced(verdict, measured.prepared().plan().probes())
                    : verdict)
        .toList();
  }

  /** Returns what a reader must know: first what the network said, then what the images are. */
  private List<Caution> cautions(PreparedRun prepared) {
    List<PlannedProbe> probes = prepared.plan().probes();
    List<Caution> cautions = new ArrayList<>(measured.reservations().cautions(probes));
    List<String> concerned =
        probes.stream().filter(probe -> probe.images() > 0).map(PlannedProbe::id).toList();
    prepared.dataset().map(Dataset::notes).orElse(List.of()).stream()
        .map(note -> new Caution(note + ".", concerned))
        .forEach(cautions::add);
    return cautions;
  }

  /** Returns what was measured while the network was trained, as if a probe had told. */
  private static List<ProbeConclusion> training(PreparedRun prepared) {
    List<Finding> history = prepared.model().history();
    return history.isEmpty()
        ? List.of()
        : List.of(
            new ProbeConclusion(
                TRAINING,
                "What was measured while the network was trained",
                new Conclusion(history, List.of())));
  }

  private static Map<String, Map<String, String>> refused(Plan plan) {
    return plan.layers().stream()
        .collect(Collectors.toMap(layer -> layer.shape().name(), PlannedLayer::refused));
  }

  private static Map<String, String> inUse(PreparedRun prepared) {
    if (!prepared.stored().layers().isEmpty()) {
      return prepared.plan().layers().stream()
          .filter(layer -> !layer.quantizers().isEmpty())
          .collect(
              Collectors.toMap(layer -> layer.shape().name(), layer -> layer.quantizers().get(0)));
    }
    return prepared.selected().stream()
        .filter(layer -> layer.inUse().isPresent())
        .collect(
            Collectors.toMap(layer -> layer.layer().name(), layer -> layer.inUse().orElseThrow()));
  }
}
