package org.orthant.framework.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.data.Dataset;
import org.orthant.api.finding.Verdict;
import org.orthant.framework.config.AdvisedConfig;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureLog;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.gate.JunitXml;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.result.AdviceEntry;
import org.orthant.framework.result.Caution;
import org.orthant.framework.result.Result;
import org.orthant.framework.result.ResultJson;
import org.orthant.framework.run.export.Export;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.measure.RunMeasurer;
import org.orthant.framework.run.measure.RunSettings;
import org.orthant.framework.storage.OutputFolder;
import org.orthant.framework.storage.Publication;
import org.orthant.framework.storage.RunCheckpoint;
import org.orthant.framework.storage.RunLocations;
import org.orthant.framework.storage.UsedNetworks;

/** Executes a plan, from the dataset to {@code result.json}. */
public final class Analysis {
  private static final String RESULT = "result.json";
  private static final String GATE = "gate.xml";

  private final RunLocations locations;
  private final Progress progress;
  private final RunSettings settings;
  private final Consumer<Plan> beginning;

  /**
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   * @throws BadInputException if this process is told to compute in what there is not
   */
  public Analysis(RunLocations locations, Progress progress, boolean verified) {
    this(locations, progress, verified, plan -> {});
  }

  /**
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   * @param beginning takes each plan before it is executed
   * @throws BadInputException if this process is told to compute in what there is not
   */
  public Analysis(
      RunLocations locations, Progress progress, boolean verified, Consumer<Plan> beginning) {
    this.beginning = beginning;
    this.locations = locations;
    this.progress = progress;
    this.settings = RunSettings.chosen(verified);
  }

  /**
   * What a run leaves behind.
   *
   * @param result the path of {@code result.json}
   * @param verdict on the network
   * @param cautions what a reader must know before anything else, the gravest first
   * @param gate what became of the gate's rules; empty if there is no gate
   * @param failures the plugins that the result had to do without
   */
  public record Published(
      Path result,
      Verdict verdict,
      List<Caution> cautions,
      List<GateCheck> gate,
      List<Failure> failures) {}

  /** Folders in which processes elsewhere look datasets up too. */
  public List<Path> datasets() {
    return locations.datasets();
  }

  /** The digest of the run's dataset; empty if it names none. */
  public Optional<String> datasetDigest(RunSpec spec) throws IOException {
    return new DatasetOpener(locations.data()).open(spec).map(Dataset::digest);
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
    beginning.accept(plan);
    Durations durations = new Durations();
    Optional<Dataset> dataset = new DatasetOpener(locations.data()).open(plan.spec());
    try (OutputFolder folder = OutputFolder.open(out)) {
      MeasuredRun measured = measure(plan, dataset, durations);
      Result result = new ResultAssembler(measured, durations).assemble();
      publish(folder, measured, result, export, more);
      // Until here a run that is killed finds again what it has measured.
      measured.prepared().checkpoint().ifPresent(RunCheckpoint::delete);
      return new Published(
          folder.path().resolve(RESULT),
          result.ofNetwork(),
          result.cautions(),
          result.gate(),
          result.failures());
    }
  }

  private void publish(
      OutputFolder folder,
      MeasuredRun measured,
      Result result,
      boolean export,
      Publication.Addition more)
      throws IOException {
    try (Publication publication = folder.publish()) {
      publication.write(RESULT, new ResultJson(result)::write);
      writeAdvised(measured, result, publication);
      if (!result.gate().isEmpty()) {
        publication.write(GATE, new JunitXml(result.name(), result.gate())::write);
      }
      if (export) {
        new Export(measured.prepared(), measured.measurements(), publication)
            .write()
            .ifPresent(progress::note);
      }
      more.addTo(publication);
      publication.commit();
    }
  }

  /** Writes the configurations that follow from advice. */
  private static void writeAdvised(MeasuredRun measured, Result result, Publication publication)
      throws IOException {
    for (AdviceEntry entry : AdviceEntry.all(result.probes())) {
      AdvisedConfig config = AdvisedConfig.of(measured.prepared().plan().spec(), entry.advice());
      String name = Publication.ADVICE + "/" + entry.advice().name();
      write(publication, name + ".yaml", config.measuring());
      Optional<String> training = config.training();
      if (training.isPresent()) {
        write(publication, name + "-trained.yaml", training.get());
      }
    }
  }

  private static void write(Publication publication, String name, String text) throws IOException {
    publication.write(name, file -> Files.writeString(file, text));
  }

  /** Prepares, and measures again as long as quantizers fail that have served so far. */
  private MeasuredRun measure(Plan plan, Optional<Dataset> dataset, Durations durations)
      throws IOException {
    UsedNetworks networks = new UsedNetworks(locations.home().networks());
    RunPreparer preparer =
        new RunPreparer(settings, networks, Optional.of(locations.home().interim()), progress);
    PreparedRun prepared = preparer.prepare(plan, dataset);
    durations.finished("prepare");
    while (true) {
      FailureLog log = new FailureLog();
      Function<PreparedRun, byte[]> job =
          round -> new RunJob(round, networks, locations.datasets()).write();
      Optional<MeasuredRun> measured = attempt(preparer, prepared, job, log, durations);
      if (measured.isPresent()) {
        return measured.get();
      }
      prepared = preparer.without(prepared, log.ofQuantizers());
    }
  }

  /** Measures and concludes; empty where the log names quantizers that failed meanwhile. */
  private Optional<MeasuredRun> attempt(
      RunPreparer preparer,
      PreparedRun prepared,
      Function<PreparedRun, byte[]> job,
      FailureLog log,
      Durations durations) {
    Measurements measurements =
        new RunMeasurer(prepared, log, progress).measure(() -> job.apply(prepared));
    new FurtherRounds(prepared, measurements, log, progress).measure(preparer, job);
    durations.finished("measure");
    if (log.hasQuantizers()) {
      return Optional.empty();
    }
    MeasuredRun measured = new ProbeConcluder(prepared, measurements, log).conclude();
    return log.hasQuantizers() ? Optional.empty() : Optional.of(measured);
  }
}
