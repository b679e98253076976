package org.orthant.framework.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.Layer;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.digest.OwnCode;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureFormat;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.job.Job;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.run.guard.CheckedDataset;
import org.orthant.framework.run.guard.Overflow;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.TrainingInputs;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Lazy;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;
import org.orthant.framework.storage.RunCheckpoint;
import org.orthant.framework.storage.UsedNetworks;

/** Opens the dataset, obtains the network, fits the quantizers. */
final class RunPreparer {
  private final UsedNetworks cache;
  private final Optional<Path> kept;
  private final DataFiles data;
  private final Progress progress;
  private final boolean verified;
  private final Arithmetic arithmetic;

  /**
   * @param kept the folder for what interrupted runs have found out; empty to keep nothing
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   * @param arithmetic in which images shall pass the network
   */
  RunPreparer(
      UsedNetworks cache,
      Optional<Path> kept,
      DataFiles data,
      Progress progress,
      boolean verified,
      Arithmetic arithmetic) {
    this.cache = cache;
    this.kept = kept;
    this.data = data;
    this.progress = progress;
    this.verified = verified;
    this.arithmetic = arithmetic;
  }

  /** Opens the dataset, if the run names one. */
  Optional<Dataset> open(RunSpec spec) throws IOException {
    if (spec.dataset().isEmpty()) {
      return Optional.empty();
    }
    Named<DatasetSource> source = spec.dataset().get();
    return Optional.of(
        new CheckedDataset(
            source.name(),
            called("dataset", source.name(), "open", () -> source.value().open(data))));
  }

  /** Obtains the network and fits the quantizers, those that can be. */
  PreparedRun prepare(Plan plan, Optional<Dataset> dataset) throws IOException {
    Model model = obtain(plan, dataset);
    List<QuantizedLayer> layers = quantized(plan, model, training(plan, dataset));
    List<Failure> failures = layers.stream().flatMap(layer -> layer.failures().stream()).toList();
    failures.forEach(failure -> progress.note(failure + "; it is left out there"));
    layers.forEach(layer -> Overflow.of(layer.layer()).ifPresent(progress::note));
    if (training(plan, dataset).isPresent()) {
      progress.note("computing with " + arithmetic.description());
    }
    return prepared(plan.without(failures), dataset, model, layers, network -> Optional.empty());
  }

  /**
   * The same as another process prepared it.
   *
   * @throws AnalysisException if dataset or network are not the same
   */
  PreparedRun prepareAgain(Plan plan, Dataset dataset, GroupDetails known) throws IOException {
    Model model = obtain(plan, Optional.of(dataset));
    known.require(dataset, model);
    List<Failure> quantizers = known.failures().stream().filter(Failure::isOfQuantizer).toList();
    List<QuantizedLayer> layers =
        without(quantized(plan, model, training(plan, Optional.of(dataset))), quantizers);
    return prepared(
        plan.without(quantizers),
        Optional.of(dataset),
        model,
        layers,
        network -> network.map(known::refits));
  }

  private Model obtain(Plan plan, Optional<Dataset> dataset) throws IOException {
    oneNativeThreadPerCaller();
    RunSpec spec = plan.spec();
    Preparation preparation =
        new Preparation(
            dataset, seed(plan).fork("network"), cache, code(spec), Platform.here(), progress);
    Model model =
        called(
            "network",
            spec.network().name(),
            "obtain",
            () -> spec.network().value().obtain(preparation));
    requireAnnounced(plan, model);
    return model;
  }

  /**
   * What a plugin gives that the run cannot go on without.
   *
   * @throws CancellationException if it was interrupted
   */
  private static <T> T called(String kind, String name, String method, Given<T> call)
      throws IOException {
    String subject = String.format(Locale.ROOT, "%s '%s'", kind, name);
    try {
      return new PluginCall(subject, method)
          .make(
              () -> {
                try {
                  return Objects.requireNonNull(call.get(), "it returned null");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              thrown -> failed(thrown, subject, method));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static RuntimeException failed(Throwable thrown, String subject, String method) {
    boolean interrupted =
        thrown instanceof CancellationException && Thread.currentThread().isInterrupted();
    return interrupted
            || thrown instanceof BadInputException
            || thrown instanceof UncheckedIOException
        ? (RuntimeException) thrown
        : new AnalysisException(
            String.format(
                Locale.ROOT, "%s failed: %s: %s", subject, method, PluginCall.inWords(thrown)),
            thrown);
  }

  /** Gives something, or fails at a file. */
  @FunctionalInterface
  private interface Given<T> {
    T get() throws IOException;
  }

  private static Seed seed(Plan plan) {
    return new Seed(plan.spec().seed());
  }

  /** What processes elsewhere need to measure groups. */
  byte[] job(PreparedRun prepared, List<Path> datasets) {
    RunSpec spec = prepared.plan().spec();
    return Job.of(
            Job.Kind.GROUPS,
            spec.yaml(),
            spec.folder(),
            datasets,
            verified,
            spec.jars(),
            cache.found(),
            GroupDetails.of(prepared).write())
        .write();
  }

  /** The same without quantizers that have failed since. */
  PreparedRun without(PreparedRun before, List<Failure> quantizers) {
    quantizers.forEach(failure -> progress.note(failure + "; measuring begins again without it"));
    return prepared(
        before.plan().without(quantizers),
        before.dataset(),
        before.model(),
        without(before.layers(), quantizers),
        network -> Optional.empty());
  }

  private static List<QuantizedLayer> without(
      List<QuantizedLayer> layers, List<Failure> quantizers) {
    return layers.stream()
        .map(
            layer ->
                layer.without(
                    quantizers.stream()
                        .filter(failure -> failure.isIn(layer.layer().name()))
                        .map(Failure::name)
                        .collect(Collectors.toSet())))
        .toList();
  }

  private PreparedRun prepared(
      Plan plan,
      Optional<Dataset> dataset,
      Model model,
      List<QuantizedLayer> layers,
      Function<Optional<Network>, Optional<Refits>> known) {
    Seed seed = seed(plan);
    Optional<Network> network =
        model.graph().map(graph -> Network.of(graph, layers, arithmetic, verified));
    Optional<RunCheckpoint> checkpoint =
        dataset.flatMap(opened -> kept.map(folder -> checkpoint(folder, plan, opened, model)));
    Refits refits =
        known
            .apply(network)
            .or(() -> network.map(made -> refits(plan, dataset, made, seed, checkpoint)))
            .orElse(Refits.NONE);
    return new PreparedRun(
        plan,
        dataset,
        model,
        layers,
        network,
        refits,
        network.map(made -> new Variants(made, refits).of(plan.trials())).orElse(List.of()),
        Groups.of(
            dataset.map(opened -> opened.test().size()).orElse(0),
            plan.images(),
            seed.fork("groups")),
        seed,
        checkpoint);
  }

  private Refits refits(
      Plan plan,
      Optional<Dataset> dataset,
      Network network,
      Seed seed,
      Optional<RunCheckpoint> checkpoint) {
    List<Trial> trials = Variants.refitted(network, plan.trials());
    return trials.isEmpty()
        ? Refits.NONE
        : Refits.fit(
            network,
            trials,
            training(plan, dataset).orElseThrow(),
            new LocalThreads(plan.spec().executor().value().threads()),
            seed,
            checkpoint,
            progress);
  }

  /** Named by all that shapes what the run finds out. */
  private RunCheckpoint checkpoint(Path folder, Plan plan, Dataset dataset, Model model) {
    RunSpec spec = plan.spec();
    String name =
        Sha256.of(
            out -> {
              out.writeUTF(OwnCode.sha256());
              out.writeUTF(Sha256.of(spec.yaml()));
              out.writeUTF(dataset.digest());
              out.writeUTF(ModelDigest.of(model));
              out.writeUTF(arithmetic.name());
              out.writeUTF(Platform.here());
              out.writeBoolean(verified);
              for (PluginJar jar : spec.jars()) {
                out.writeUTF(jar.sha256());
              }
              FailureFormat.write(plan.failures(), out);
            });
    return new RunCheckpoint(folder, name, progress);
  }

  /** The hashes of the jars that the network and the plugins in it come from. */
  private static String code(RunSpec spec) {
    return PluginJar.of(spec.network().value()).stream()
        .map(PluginJar::sha256)
        .sorted()
        .collect(joining(" "));
  }

  /** Empty where no image passes the network. */
  private static Optional<Split> training(Plan plan, Optional<Dataset> dataset) {
    return dataset
        .map(Dataset::training)
        .filter(split -> plan.spec().network().value().takesImages());
  }

  /**
   * Groups of images are measured side by side, each on one thread: native threads would compete
   * with them, and their number would change the order of summation, and so the last digits.
   */
  private static void oneNativeThreadPerCaller() {
    Nd4j.factory().blas().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
  }

  private static void requireAnnounced(Plan plan, Model model) {
    if (!model.outlines().equals(plan.network())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the network has layers %s, not %s as announced",
              model.outlines(),
              plan.network()));
    }
    if (model.graph().isEmpty() && plan.spec().network().value().takesImages()) {
      throw new BadInputException(
          "the network takes images, and has no graph that they could pass");
    }
  }

  private List<QuantizedLayer> quantized(Plan plan, Model model, Optional<Split> training) {
    Seed seed = seed(plan).fork("quantizers");
    Map<String, Quantizer> quantizers = new LinkedHashMap<>();
    for (Named<Quantizer> quantizer : plan.spec().quantizers()) {
      quantizers.put(quantizer.name(), quantizer.value());
    }
    Supplier<Network> asTrained = new Lazy<>(() -> asTrained(model, seed));
    List<QuantizedLayer> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      Map<String, Quantizer> serving = new LinkedHashMap<>(quantizers);
      serving.keySet().retainAll(serving(plan, layer));
      TrainingInputs inputs =
          new TrainingInputs(
              training, asTrained, layer.shape(), seed.fork("inputs").fork(layer.name()));
      layers.add(new QuantizedLayer(layer, serving, inputs, seed, arithmetic, verified));
    }
    return layers;
  }

  /** The network without any of the run's quantizers. */
  private Network asTrained(Model model, Seed seed) {
    List<QuantizedLayer> layers =
        model.layers().stream()
            .map(
                layer ->
                    new QuantizedLayer(layer, Map.of(), none -> null, seed, arithmetic, verified))
            .toList();
    return Network.of(model.graph().orElseThrow(), layers, arithmetic, verified);
  }

  private static List<String> serving(Plan plan, Layer layer) {
    return plan.layers().stream()
        .filter(planned -> planned.shape().equals(layer.shape()))
        .findFirst()
        .map(PlannedLayer::quantizers)
        .orElse(List.of());
  }
}
