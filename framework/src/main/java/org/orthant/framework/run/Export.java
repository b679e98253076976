package org.orthant.framework.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.statistics.Outcomes;

/** Writes the arrays behind a result as NumPy files, for anyone to check; see the README. */
final class Export {
  /** Of how many images the layers' inputs are written at most. */
  private static final int IMAGES = 64;

  private final Prepared prepared;
  private final Measurements measurements;

  Export(Prepared prepared, Measurements measurements) {
    this.prepared = prepared;
    this.measurements = measurements;
  }

  /** Writes all files beneath the folder. */
  void write(Path folder) throws IOException {
    for (QuantizedLayer layer : prepared.selected()) {
      Path of = folder.resolve(layer.layer().name());
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
      writeInputs(folder);
      writeOutcomes(folder);
    }
  }

  private void writeInputs(Path folder) throws IOException {
    int images = Math.min(IMAGES, prepared.plan().observedImages());
    if (images == 0) {
      return;
    }
    Map<QuantizedLayer, INDArray> inputs = new HashMap<>();
    Inference.run(
        prepared.dataset().orElseThrow().test().images(prepared.groups().first(images)),
        List.of(Variant.asTrained(prepared.layers())),
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            inputs.put(products.layer(), products.inputs().dup('c'));
          }
        });
    for (QuantizedLayer layer : prepared.selected()) {
      save(folder.resolve(layer.layer().name()).resolve("inputs.npy"), inputs.get(layer));
    }
  }

  private void writeOutcomes(Path folder) throws IOException {
    List<Trial> trials = prepared.plan().trials();
    int[][] predictions =
        trials.stream()
            .map(measurements::outcomes)
            .map(Outcomes::predictions)
            .toArray(int[][]::new);
    save(folder.resolve("predictions.npy"), Nd4j.createFromArray(predictions));
    save(
        folder.resolve("labels.npy"),
        Nd4j.createFromArray(measurements.outcomes(trials.get(0)).labels()));
  }

  private static void save(Path file, INDArray array) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Nd4j.writeAsNumpy(array, temporary.toFile());
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
