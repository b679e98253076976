package org.orthant.framework.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Trial;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.guard.Overflow;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.measure.RunSettings;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;
import org.orthant.framework.storage.RunCheckpoint;
import org.orthant.framework.storage.UsedNetworks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes plans ready to execute: with a network, quantizers fitted to it, and its variants. */
final class RunPreparer {
  private static final Logger LOG = LoggerFactory.getLogger(RunPreparer.class);

  private final RunSettings settings;
  private final NetworkObtainer network;
  private final QuantizerFitter quantizers;
  private final Optional<Path> kept;
  private final Progress progress;

  /**
   * @param networks where trained networks are found again
   * @param kept the folder for what interrupted runs have found out; empty to keep nothing
   */
  RunPreparer(RunSettings settings, UsedNetworks networks, Optional<Path> kept, Progress progress) {
    this.settings = settings;
    this.network = new NetworkObtainer(networks, progress);
    this.quantizers = new QuantizerFitter(settings);
    this.kept = kept;
    this.progress = progress;
  }

  /** Obtains the network and fits the quantizers, those that can be. */
  PreparedRun prepare(Plan plan, Optional<Dataset> dataset) throws IOException {
    dataset.ifPresent(opened -> requireImages(plan, opened));
    Model model = network.obtain(plan, dataset, seed(plan));
    Optional<Split> training = training(plan, dataset);
    List<QuantizedLayer> layers = quantizers.fit(plan, model, training, seed(plan));
    List<Failure> failures = layers.stream().flatMap(layer -> layer.failures().stream()).toList();
    failures.forEach(failure -> progress.note(failure + "; it is left out there"));
    layers.forEach(layer -> Overflow.of(layer.layer()).ifPresent(progress::note));
    if (training.isPresent()) {
      LOG.info("computing with {}", settings.arithmetic().description());
    }
    dataset.ifPresent(opened -> requireExpected(plan, opened, model, layers));
    return prepared(plan.without(failures), dataset, model, layers, network -> Optional.empty());
  }

  /** A dataset may turn out smaller than it was announced. */
  private static void requireImages(Plan plan, Dataset dataset) {
    int available = dataset.test().size();
    if (plan.images() > available) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "a probe needs %d images, and %d of the dataset's test images are left: %s",
              plan.images(),
              available,
              String.join("; ", dataset.notes())));
    }
  }

  private void requireExpected(
      Plan plan, Dataset dataset, Model model, List<QuantizedLayer> layers) {
    model
        .graph()
        .ifPresent(
            graph ->
                ExpectedAccuracy.require(
                    plan.spec().network().value().expectedAccuracy(),
                    dataset.test(),
                    Network.of(graph, layers, settings.arithmetic(), settings.verified()),
                    seed(plan),
                    progress));
  }

  /**
   * Returns the same as another process prepared it, of a network whose layers are stored.
   *
   * @throws AnalysisException if its files are not the same
   */
  PreparedRun prepareAgain(Plan plan, LayerDetails known) throws IOException {
    Model model = network.obtain(plan, Optional.empty(), seed(plan));
    known.require(model);
    return prepared(
        plan.without(known.failures().stream().filter(Failure::isOfQuantizer).toList()),
        Optional.empty(),
        model,
        List.of(),
        made -> Optional.empty());
  }

  /**
   * Returns the same as another process prepared it.
   *
   * @throws AnalysisException if dataset or network are not the same
   */
  PreparedRun prepareAgain(Plan plan, Dataset dataset, GroupDetails known) throws IOException {
    Optional<Dataset> opened = Optional.of(dataset);
    Model model = network.obtain(plan, opened, seed(plan));
    known.require(dataset, model);
    List<Failure> failures = known.failures().stream().filter(Failure::isOfQuantizer).toList();
    List<QuantizedLayer> layers =
        QuantizerFitter.without(
            quantizers.fit(plan, model, training(plan, opened), seed(plan)), failures);
    return prepared(
        known.further().of(plan.without(failures)),
        opened,
        model,
        layers,
        network -> network.map(known::refits));
  }

  /**
   * Returns the same network, prepared for the trials that probes ask for by now.
   *
   * @param shown where to tell the progress
   */
  PreparedRun again(PreparedRun before, FurtherTrials further, Progress shown) {
    Plan plan = further.of(before.plan());
    Network network = before.network().orElseThrow();
    Refits refits = refits(plan, before.dataset(), network, before.checkpoint(), shown);
    return new PreparedRun(
        plan,
        settings,
        before.dataset(),
        before.model(),
        before.layers(),
        before.stored(),
        before.network(),
        refits,
        new Variants(network, refits).of(plan.trials()),
        groups(plan, before.dataset()),
        before.seed(),
        before.checkpoint());
  }

  /** Returns the same without quantizers that have failed since. */
  PreparedRun without(PreparedRun before, List<Failure> failures) {
    failures.forEach(failure -> progress.note(failure + "; measuring begins again without it"));
    return prepared(
        before.plan().without(failures),
        before.dataset(),
        before.model(),
        QuantizerFitter.without(before.layers(), failures),
        network -> Optional.empty());
  }

  /**
   * Fits batch normalization anew where it was not before.
   *
   * @param known what was fitted elsewhere for a network
   */
  private PreparedRun prepared(
      Plan plan,
      Optional<Dataset> dataset,
      Model model,
      List<QuantizedLayer> layers,
      Function<Optional<Network>, Optional<Refits>> known) {
    Optional<Network> made =
        model
            .graph()
            .map(graph -> Network.of(graph, layers, settings.arithmetic(), settings.verified()));
    Optional<RunCheckpoint> checkpoint =
        kept.filter(folder -> dataset.isPresent() || !model.stored().isEmpty())
            .map(folder -> checkpoint(folder, plan, dataset, model));
    Refits refits =
        known
            .apply(made)
            .or(() -> made.map(whole -> refits(plan, dataset, whole, checkpoint, progress)))
            .orElse(Refits.NONE);
    return new PreparedRun(
        plan,
        settings,
        dataset,
        model,
        layers,
        quantizers.stored(plan, model, seed(plan)),
        made,
        refits,
        made.map(whole -> new Variants(whole, refits).of(plan.trials())).orElse(List.of()),
        groups(plan, dataset),
        seed(plan),
        checkpoint);
  }

  /** The first of them are the same, however many there are. */
  private static Groups groups(Plan plan, Optional<Dataset> dataset) {
    return Groups.of(
        dataset.map(opened -> opened.test().size()).orElse(0),
        plan.images(),
        seed(plan).fork("groups"));
  }

  private RunCheckpoint checkpoint(Path folder, Plan plan, Optional<Dataset> dataset, Model model) {
    return new RunCheckpoint(folder, RunFingerprint.of(plan, dataset, model, settings), progress);
  }

  private Refits refits(
      Plan plan,
      Optional<Dataset> dataset,
      Network network,
      Optional<RunCheckpoint> checkpoint,
      Progress shown) {
    List<Trial> trials = Variants.refitted(network, plan.trials());
    return trials.isEmpty()
        ? Refits.NONE
        : Refits.fit(
            network,
            trials,
            training(plan, dataset).orElseThrow(),
            new LocalThreads(plan.spec().executor().value().threads()),
            seed(plan),
            checkpoint,
            shown);
  }

  private static Seed seed(Plan plan) {
    return new Seed(plan.spec().seed());
  }

  /** Empty where no image passes the network. */
  private static Optional<Split> training(Plan plan, Optional<Dataset> dataset) {
    return dataset
        .map(Dataset::training)
        .filter(split -> plan.spec().network().value().takesImages());
  }
}
