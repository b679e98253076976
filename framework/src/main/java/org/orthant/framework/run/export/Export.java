package org.orthant.framework.run.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.refit.BatchNormRefitter;
import org.orthant.framework.storage.Publication;

/** Writes the arrays behind a result for anyone to check; docs/result-format.md describes them. */
public final class Export {
  /** Of how many images the layers' inputs are written at most. */
  private static final int IMAGES = 64;

  /** The prediction where a trial did not see an image that another saw. */
  private static final int UNSEEN = -1;

  private static final Path FOLDER = Path.of("export");

  private final PreparedRun prepared;
  private final Measurements measurements;
  private final Publication publication;

  /** Writes nothing yet. */
  public Export(PreparedRun prepared, Measurements measurements, Publication publication) {
    this.prepared = prepared;
    this.measurements = measurements;
    this.publication = publication;
  }

  /**
   * Writes all files.
   *
   * @return what could not be written and why, for people to read
   */
  public Optional<String> write() {
    if (!prepared.model().stored().isEmpty()) {
      return Optional.of(
          "--export writes nothing of layers that are opened one by one: the network's file has"
              + " their weights");
    }
    for (QuantizedLayer layer : prepared.selected()) {
      Path of = folder(layer);
      save(of.resolve("weights.npy"), layer.weights(Weights.CONTINUOUS));
      norm(layer).ifPresent(norm -> writeNorm(of, norm));
      for (String quantizer : layer.quantizers()) {
        save(
            of.resolve(quantizer).resolve("weights.npy"),
            layer.weights(Weights.quantizedBy(quantizer)));
      }
    }
    if (prepared.groups().count() > 0) {
      writeTestInputs();
      writeOutcomes();
    }
    Optional<Variant> refitted = refitted();
    if (refitted.isPresent()) {
      writeRefitted(refitted.get());
    }
    return prepared
        .network()
        .flatMap(
            network ->
                new GraphExport(network, prepared.model().provenance()).write(FOLDER, publication));
  }

  private static Path folder(QuantizedLayer layer) {
    return FOLDER.resolve(FileNames.of(layer.name()));
  }

  /** The batch normalization that follows a layer. */
  private Optional<BatchNorm> norm(QuantizedLayer layer) {
    return prepared
        .network()
        .flatMap(network -> network.graph().batchNormalization(layer.name()))
        .map(BatchNormalization::norm);
  }

  private void writeNorm(Path of, BatchNorm norm) {
    save(of.resolve("gamma.npy"), norm.gamma());
    save(of.resolve("beta.npy"), norm.beta());
    save(of.resolve("mean.npy"), norm.mean());
    save(of.resolve("variance.npy"), norm.variance());
  }

  private void writeTestInputs() {
    int images = Math.min(IMAGES, prepared.plan().observedImages());
    if (images > 0) {
      int[] indices = prepared.groups().first(images);
      writeInputs(
          prepared.dataset().orElseThrow().test().images(indices),
          Variant.asTrained(prepared.network().orElseThrow()),
          layer -> folder(layer).resolve("inputs.npy"));
    }
  }

  /** The unchanged network refitted to the most images. */
  private Optional<Variant> refitted() {
    return prepared.variants().stream()
        .filter(variant -> variant.trial().changes().isEmpty())
        .filter(variant -> variant.trial().refit() > 0)
        .max(Comparator.comparing(variant -> variant.trial().refit()));
  }

  private void writeRefitted(Variant refitted) {
    Network network = prepared.network().orElseThrow();
    for (QuantizedLayer layer : prepared.selected()) {
      network
          .graph()
          .batchNormalization(layer.name())
          .flatMap(
              node ->
                  refitted
                      .stage(network.units().get(network.unitOf(node.name())))
                      .alteration()
                      .norm())
          .ifPresent(
              norm -> {
                Path of = folder(layer).resolve("refit");
                save(of.resolve("mean.npy"), norm.mean());
                save(of.resolve("variance.npy"), norm.variance());
              });
    }
    int images = refitted.trial().refit();
    if (images <= IMAGES) {
      Split training = prepared.dataset().orElseThrow().training();
      int[] indices = BatchNormRefitter.groups(training, images, prepared.seed()).first(images);
      writeInputs(
          training.images(indices),
          refitted,
          layer -> folder(layer).resolve("refit").resolve("inputs.npy"));
    }
  }

  /** What enters each selected layer, at the path that its name gives. */
  private void writeInputs(INDArray images, Variant variant, Function<QuantizedLayer, Path> path) {
    Map<QuantizedLayer, INDArray> inputs = new HashMap<>();
    Inference.run(
        prepared.network().orElseThrow(),
        images,
        List.of(variant),
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            inputs.put(products.layer(), products.inputs().tensor().dup('c'));
          }
        });
    for (QuantizedLayer layer : prepared.selected()) {
      save(path.apply(layer), inputs.get(layer));
    }
  }

  private void writeOutcomes() {
    List<Trial> trials = prepared.plan().trials();
    int images = prepared.plan().images();
    int[][] predictions = new int[trials.size()][images];
    int[] labels = {};
    for (int t = 0; t < predictions.length; t++) {
      Outcomes outcomes = measurements.outcomes(trials.get(t)).first(images);
      Arrays.fill(predictions[t], UNSEEN);
      System.arraycopy(outcomes.predictions(), 0, predictions[t], 0, outcomes.count());
      labels = outcomes.count() > labels.length ? outcomes.labels() : labels;
    }
    save(FOLDER.resolve("predictions.npy"), Nd4j.createFromArray(predictions));
    if (labels.length > 0) {
      save(FOLDER.resolve("labels.npy"), Nd4j.createFromArray(labels));
    }
    writeTrials(trials, FOLDER.resolve("trials.json"));
  }

  /** The trial of each row of the predictions. */
  private void writeTrials(List<Trial> trials, Path file) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ArrayNode rows = mapper.createArrayNode();
    for (Trial trial : trials) {
      ObjectNode changes = rows.addObject().put("refit", trial.refit()).putObject("changes");
      new TreeMap<>(trial.changes()).forEach((layer, change) -> changes.put(layer, change.label()));
    }
    publication.write(file.toString(), written -> mapper.writeValue(written.toFile(), rows));
  }

  private void save(Path file, INDArray array) {
    publication.write(file.toString(), written -> Nd4j.writeAsNumpy(array, written.toFile()));
  }
}
