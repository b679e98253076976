package org.orthant.framework.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.api.Progress;
import org.orthant.api.data.Dataset;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.gate.GateEvidence;
import org.orthant.framework.gate.JunitXml;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.result.ProbeConclusion;
import org.orthant.framework.result.Provenance;
import org.orthant.framework.result.QuantizerEntry;
import org.orthant.framework.result.Result;
import org.orthant.framework.result.ResultJson;
import org.orthant.framework.result.Summary;

/** Executes a plan, from the dataset to {@code result.json}. */
public final class Analysis {
  private static final String RESULT = "result.json";
  private static final String GATE = "gate.xml";

  /** What tells of the training, in the place of a probe's id. */
  private static final String TRAINING = "training";

  private final Site site;
  private final Progress progress;
  private final boolean verified;

  /**
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   */
  public Analysis(Site site, Progress progress, boolean verified) {
    this.site = site;
    this.progress = progress;
    this.verified = verified;
  }

  private Preparing preparing() {
    return new Preparing(
        new UsedFiles(site.home().networks()),
        Optional.of(site.home().interim()),
        site.data(),
        progress,
        verified,
        Arithmetic.chosen());
  }

  /**
   * What a run leaves behind.
   *
   * @param result the path of {@code result.json}
   * @param gate what became of the gate's rules; empty if there is no gate
   * @param failures the plugins that the result had to do without
   */
  public record Published(Path result, List<GateCheck> gate, List<Failure> failures) {}

  /** Folders in which processes elsewhere look datasets up too. */
  public List<Path> datasets() {
    return site.datasets();
  }

  /** The digest of the run's dataset; empty if it names none. */
  public Optional<String> datasetDigest(RunSpec spec) throws IOException {
    return preparing().open(spec).map(Dataset::digest);
  }

  /**
   * Executes a plan. A gate's outcome is {@code gate.xml}, for systems that read JUnit's reports.
   *
   * @param out the folder of the results
   * @param export whether to write arrays for others to check
   * @param more what is published together with the result, and may be made of it
   */
  public Published execute(Plan plan, Path out, boolean export, Publication.Addition more)
      throws IOException {
    Durations durations = new Durations();
    Preparing preparing = preparing();
    Optional<Dataset> dataset = preparing.open(plan.spec());
    try (OutputFolder folder = OutputFolder.open(out)) {
      Prepared prepared = preparing.prepare(plan, dataset);
      durations.finished("prepare");
      Measured measured = measure(prepared, preparing, durations);
      Result result = conclude(measured, durations);
      publish(folder, measured, result, export, more);
      // Until here a run that is killed finds again what it has measured.
      measured.prepared().interim().ifPresent(Interim::delete);
      return new Published(folder.path().resolve(RESULT), result.gate(), result.failures());
    }
  }

  private static void publish(
      OutputFolder folder,
      Measured measured,
      Result result,
      boolean export,
      Publication.Addition more)
      throws IOException {
    try (Publication publication = folder.publish()) {
      publication.write(RESULT, new ResultJson(result)::write);
      if (!result.gate().isEmpty()) {
        publication.write(GATE, new JunitXml(result.name(), result.gate())::write);
      }
      if (export) {
        new Export(measured, publication).write();
      }
      more.addTo(publication);
      publication.commit();
    }
  }

  /** Measures again as long as quantizers fail that have served so far. */
  private Measured measure(Prepared prepared, Preparing preparing, Durations durations) {
    Prepared left = prepared;
    while (true) {
      Measurements measurements =
          new Measuring(left, progress).measure(ready -> preparing.job(ready, site.datasets()));
      durations.finished("measure");
      if (measurements.failedQuantizers().isEmpty()) {
        Measured measured = new Concluding(left, measurements).conclude();
        if (measurements.failedQuantizers().isEmpty()) {
          return measured;
        }
      }
      left = preparing.without(left, measurements.failedQuantizers());
    }
  }

  private static Result conclude(Measured measured, Durations durations) {
    Prepared prepared = measured.prepared();
    Plan plan = prepared.plan();
    RunSpec spec = plan.spec();
    List<ProbeConclusion> probes = new ArrayList<>(training(prepared));
    probes.addAll(measured.conclusions());
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
                        new ParameterType.PluginOf(PluginKind.QUANTIZER).text(named.value())))
            .toList(),
        layers,
        probes,
        overall,
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
      seconds.merge(step, Math.round((now - last) / 1e6) / 1e3, Double::sum);
      last = now;
    }

    Map<String, Double> seconds() {
      return seconds;
    }
  }
}
