package org.orthant.framework.run;

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
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Products;
import org.orthant.framework.run.inference.QuantizedLayer;
import org.orthant.framework.run.inference.Stage;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.refit.BatchNormRefitter;
import org.orthant.framework.storage.Publication;

/** Writes the arrays behind a result for anyone to check; docs/result-format.md describes them. */
final class Export {
  /** Of how many images the layers' inputs are written at most. */
  private static final int IMAGES = 64;

  /** The prediction where a trial did not see an image that another saw. */
  private static final int UNSEEN = -1;

  private static final Path FOLDER = Path.of("export");

  private final PreparedRun prepared;
  private final Measurements measurements;
  private final Publication publication;

  Export(MeasuredRun measured, Publication publication) {
    this.prepared = measured.prepared();
    this.measurements = measured.measurements();
    this.publication = publication;
  }

  /** Writes all files. */
  void write() {
    for (QuantizedLayer layer : prepared.selected()) {
      Path of = FOLDER.resolve(layer.layer().name());
      BatchNorm norm = layer.layer().batchNorm();
      save(of.resolve("weights.npy"), layer.weights(Weights.CONTINUOUS));
      save(of.resolve("gamma.npy"), norm.gamma());
      save(of.resolve("beta.npy"), norm.beta());
      save(of.resolve("mean.npy"), norm.mean());
      save(of.resolve("variance.npy"), norm.variance());
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
  }

  private void writeTestInputs() {
    int images = Math.min(IMAGES, prepared.plan().observedImages());
    if (images > 0) {
      int[] indices = prepared.groups().first(images);
      writeInputs(
          prepared.dataset().orElseThrow().test().images(indices),
          Variant.asTrained(prepared.layers()),
          layer -> FOLDER.resolve(layer).resolve("inputs.npy"));
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
    for (Stage stage : refitted.stages()) {
      if (prepared.selected().contains(stage.layer())) {
        Path of = FOLDER.resolve(stage.layer().layer().name()).resolve("refit");
        save(of.resolve("mean.npy"), stage.norm().mean());
        save(of.resolve("variance.npy"), stage.norm().variance());
      }
    }
    int images = refitted.trial().refit();
    if (images <= IMAGES) {
      Split training = prepared.dataset().orElseThrow().training();
      int[] indices = BatchNormRefitter.groups(training, images, prepared.seed()).first(images);
      writeInputs(
          training.images(indices),
          refitted,
          layer -> FOLDER.resolve(layer).resolve("refit").resolve("inputs.npy"));
    }
  }

  /** What enters each selected layer, at the path that its name gives. */
  private void writeInputs(INDArray images, Variant variant, Function<String, Path> path) {
    Map<QuantizedLayer, INDArray> inputs = new HashMap<>();
    Inference.run(
        images,
        List.of(variant),
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            inputs.put(products.layer(), products.inputs().tensor().dup('c'));
          }
        });
    for (QuantizedLayer layer : prepared.selected()) {
      save(path.apply(layer.layer().name()), inputs.get(layer));
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
    save(FOLDER.resolve("labels.npy"), Nd4j.createFromArray(labels));
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
