package org.orthant.framework.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.api.Progress;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.gate.GateEvidence;
import org.orthant.framework.gate.JunitXml;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.result.ProbeConclusion;
import org.orthant.framework.result.Provenance;
import org.orthant.framework.result.QuantizerEntry;
import org.orthant.framework.result.Result;
import org.orthant.framework.result.ResultJson;
import org.orthant.framework.result.Summary;

/** Executes a plan, from the dataset to {@code result.json}. */
public final class Analysis {
  private static final String GATE = "gate.xml";

  /** What tells of the training, in the place of a probe's id. */
  private static final String TRAINING = "training";

  private final Home home;
  private final DataFiles data;
  private final Progress progress;

  public Analysis(Home home, DataFiles data, Progress progress) {
    this.home = home;
    this.data = data;
    this.progress = progress;
  }

  /**
   * What a run leaves behind.
   *
   * @param result the path of {@code result.json}
   * @param gate what became of the gate's rules; empty if there is no gate
   */
  public record Published(Path result, List<GateCheck> gate) {}

  /**
   * Executes a plan. A gate's outcome is {@code gate.xml}, for systems that read JUnit's reports.
   *
   * @param out the folder of the results
   * @param export whether to write arrays for others to check
   */
  public Published execute(Plan plan, Path out, boolean export) throws IOException {
    Durations durations = new Durations();
    Preparing preparing = new Preparing(home, data, progress);
    Optional<Dataset> dataset = preparing.open(plan.spec());
    try (OutputFolder folder = OutputFolder.open(out)) {
      Prepared prepared = preparing.prepare(plan, dataset);
      durations.finished("prepare");
      Measurements measurements = new Measuring(prepared, progress).measure();
      durations.finished("measure");
      Result result = conclude(prepared, measurements, durations);
      if (export) {
        new Export(prepared, measurements).write(folder.path().resolve("export"));
      }
      Path file = folder.publish("result.json", new ResultJson(result)::write);
      publish(folder, plan.spec().name(), result.gate());
      return new Published(file, result.gate());
    }
  }

  /** One that an earlier run left does not stay. */
  private static void publish(OutputFolder folder, String run, List<GateCheck> gate)
      throws IOException {
    if (gate.isEmpty()) {
      Files.deleteIfExists(folder.path().resolve(GATE));
    } else {
      folder.publish(GATE, new JunitXml(run, gate)::write);
    }
  }

  private static Result conclude(
      Prepared prepared, Measurements measurements, Durations durations) {
    Plan plan = prepared.plan();
    RunSpec spec = plan.spec();
    List<ProbeConclusion> probes = new ArrayList<>(training(prepared));
    for (PlannedProbe probe : plan.probes()) {
      ProbeEvidence evidence = new ProbeEvidence(probe, prepared, measurements);
      probes.add(new ProbeConclusion(probe.id(), probe.doc(), probe.probe().conclude(evidence)));
    }
    List<LayerShape> layers = plan.layers().stream().map(PlannedLayer::shape).toList();
    List<Verdict> overall = new Summary(probes, layers, refused(plan), inUse(prepared)).verdicts();
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
                            overall)
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
                        new ParameterType.PluginOf(PluginKind.QUANTIZER).text(named.value())))
            .toList(),
        layers,
        probes,
        overall,
        gate,
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

  /** What was measured while the network was trained, as if a probe had told. */
  private static List<ProbeConclusion> training(Prepared prepared) {
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

  private static Map<String, String> inUse(Prepared prepared) {
    return prepared.selected().stream()
        .filter(layer -> layer.inUse().isPresent())
        .collect(
            Collectors.toMap(layer -> layer.layer().name(), layer -> layer.inUse().orElseThrow()));
  }

  /** How long each step took. */
  private static final class Durations {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long last = System.nanoTime();

    void finished(String step) {
      long now = System.nanoTime();
      seconds.put(step, Math.round((now - last) / 1e6) / 1e3);
      last = now;
    }

    Map<String, Double> seconds() {
      return seconds;
    }
  }
}
