package org.orthant.framework.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;

/** Opens the dataset, obtains the network, fits the quantizers. */
final class Preparing {
  private final Home home;
  private final DataFiles data;
  private final Progress progress;
  private final boolean verified;

  /**
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   */
  Preparing(Home home, DataFiles data, Progress progress, boolean verified) {
    this.home = home;
    this.data = data;
    this.progress = progress;
    this.verified = verified;
  }

  /** Opens the dataset, if the run names one. */
  Optional<Dataset> open(RunSpec spec) throws IOException {
    if (spec.dataset().isEmpty()) {
      return Optional.empty();
    }
    Named<DatasetSource> source = spec.dataset().get();
    return Optional.of(new CheckedDataset(source.name(), source.value().open(data)));
  }

  /** Obtains the network and fits the quantizers, those that can be. */
  Prepared prepare(Plan plan, Optional<Dataset> dataset) throws IOException {
    oneNativeThreadPerCaller();
    RunSpec spec = plan.spec();
    Seed seed = new Seed(spec.seed());
    Optional<Split> training = training(plan, dataset);
    Arithmetic arithmetic = Arithmetic.chosen();
    if (training.isPresent()) {
      progress.note("computing with " + arithmetic.description());
    }
    Model model =
        spec.network()
            .value()
            .obtain(
                new Preparation(
                    dataset, seed.fork("network"), home.networks(), code(spec), progress));
    requireAnnounced(plan, model);
    List<QuantizedLayer> layers =
        quantized(plan, model, training, seed.fork("quantizers"), arithmetic);
    List<Failure> failures = layers.stream().flatMap(layer -> layer.failures().stream()).toList();
    failures.forEach(failure -> progress.note(failure + "; it is left out there"));
    return prepared(plan.without(failures), dataset, model, layers);
  }

  /** The same without quantizers that have failed since. */
  Prepared without(Prepared before, List<Failure> quantizers) {
    quantizers.forEach(failure -> progress.note(failure + "; measuring begins again without it"));
    return prepared(
        before.plan().without(quantizers),
        before.dataset(),
        before.model(),
        before.layers().stream()
            .map(
                layer ->
                    layer.without(
                        quantizers.stream()
                            .filter(failure -> failure.isIn(layer.layer().name()))
                            .map(Failure::name)
                            .collect(Collectors.toSet())))
            .toList());
  }

  private Prepared prepared(
      Plan plan, Optional<Dataset> dataset, Model model, List<QuantizedLayer> layers) {
    Seed seed = new Seed(plan.spec().seed());
    Executor executor = plan.spec().executor().value();
    return new Prepared(
        plan,
        dataset,
        model,
        layers,
        new Variants(layers, training(plan, dataset), executor, seed, progress).of(plan.trials()),
        Groups.of(
            dataset.map(opened -> opened.test().size()).orElse(0),
            plan.images(),
            seed.fork("groups")),
        seed);
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
    List<LayerShape> shapes = model.layers().stream().map(Layer::shape).toList();
    if (!shapes.equals(plan.network())) {
      throw new BadInputException(
          "the network has layers %s, not %s as announced".formatted(shapes, plan.network()));
    }
  }

  private List<QuantizedLayer> quantized(
      Plan plan, Model model, Optional<Split> training, Seed seed, Arithmetic arithmetic) {
    Map<String, Quantizer> quantizers = new LinkedHashMap<>();
    for (Named<Quantizer> quantizer : plan.spec().quantizers()) {
      quantizers.put(quantizer.name(), quantizer.value());
    }
    List<QuantizedLayer> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      Map<String, Quantizer> serving = new LinkedHashMap<>(quantizers);
      serving.keySet().retainAll(serving(plan, layer));
      TrainingInputs inputs =
          new TrainingInputs(
              training, layers, layer.shape(), seed.fork("inputs").fork(layer.name()));
      layers.add(new QuantizedLayer(layer, serving, inputs, seed, arithmetic, verified));
    }
    return layers;
  }

  private static List<String> serving(Plan plan, Layer layer) {
    return plan.layers().stream()
        .filter(planned -> planned.shape().equals(layer.shape()))
        .findFirst()
        .map(PlannedLayer::quantizers)
        .orElse(List.of());
  }
}
