package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Dataset;
import org.orthant.api.file.NumpyFile;
import org.orthant.api.graph.Model;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Preparation;

/**
 * A network whose parameters lie in files: for each layer a folder of its name with {@code
 * weights.npy} [filters, d], d in the order (kernel row, kernel column, channel), and {@code
 * gamma}, {@code beta}, {@code mean} and {@code variance.npy} [filters], as {@code run --export}
 * writes them.
 *
 * <p>Quantizers that adapt to what they see are fitted to these weights.
 *
 * @param folder with the layers' folders
 * @param layers what the network shall look like
 * @param loss what it was trained to make small
 * @param epsilon what its batch normalization adds to the variance
 */
record StoredNetwork(Path folder, List<LayerRecipe> layers, Loss loss, double epsilon) {
  private static final String WEIGHTS = "weights";
  private static final List<String> NORM = List.of("gamma", "beta", "mean", "variance");

  /** How many images the quantizers of activations are fitted to. */
  private static final int FITTED_TO = 100;

  /**
   * Requires that the files have the layers' shapes.
   *
   * @throws BadInputException with every file that is missing, broken or of another shape
   */
  void check() {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("parameters: there is no folder " + folder);
    }
    List<String> problems = new ArrayList<>();
    for (LayerRecipe layer : layers) {
      LayerShape shape = layer.shape();
      check(shape, WEIGHTS, List.of((long) shape.filters(), (long) shape.dimension()), problems);
      NORM.forEach(name -> check(shape, name, List.of((long) shape.filters()), problems));
    }
    if (!problems.isEmpty()) {
      throw new BadInputException("parameters: " + String.join("; ", problems));
    }
  }

  private void check(LayerShape layer, String name, List<Long> expected, List<String> problems) {
    try {
      NumpyFile opened = NumpyFile.open(file(layer, name));
      if (!opened.shape().equals(expected)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s has the shape %s, not %s",
                opened.file(),
                opened.shape(),
                expected));
      }
    } catch (BadInputException e) {
      problems.add(e.getMessage());
    }
  }

  private Path file(LayerShape layer, String name) {
    return folder.resolve(layer.name()).resolve(name + ".npy");
  }

  /** Reads the network. */
  Model obtain(Preparation preparation) throws IOException {
    Dataset dataset = preparation.dataset().orElseThrow();
    BinaryNetwork network =
        new BinaryNetwork(
            layers,
            new BinaryNetwork.Form(Layers.FUSED, loss, epsilon, InitialWeights.GLOROT),
            Updaters.same(new NoOp()),
            preparation.seed(),
            DataType.FLOAT);
    for (int i = 0; i < layers.size(); i++) {
      LayerShape shape = layers.get(i).shape();
      network.assign(i, read(shape, WEIGHTS), norm(shape));
    }
    int[] first = IntStream.range(0, Math.min(FITTED_TO, dataset.training().size())).toArray();
    network.fitQuantizers(dataset.training().images(first), false);
    Optional<TrainingLog> log = TrainingLog.find(folder.resolve("training.csv"));
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("parameters", folder.getFileName().toString());
    provenance.put("parameters, SHA-256", digest());
    log.ifPresent(found -> provenance.put("epochs", String.valueOf(found.epochs())));
    return network.model(
        dataset.shape().image(), provenance, log.map(TrainingLog::curves).orElse(List.of()));
  }

  private BatchNorm norm(LayerShape layer) throws IOException {
    INDArray variance = read(layer, "variance");
    if (variance.minNumber().doubleValue() < 0) {
      throw new BadInputException(file(layer, "variance") + " holds a negative variance");
    }
    return new BatchNorm(
        read(layer, "gamma"), read(layer, "beta"), read(layer, "mean"), variance, epsilon);
  }

  private INDArray read(LayerShape layer, String name) throws IOException {
    NumpyFile opened = NumpyFile.open(file(layer, name));
    long[] shape = opened.shape().stream().mapToLong(Long::longValue).toArray();
    return Floats.array(opened.read(), shape);
  }

  /** Of all files in the network's order. */
  private String digest() throws IOException {
    MessageDigest digest = Sha256.begin();
    for (LayerRecipe layer : layers) {
      digest.update(Files.readAllBytes(file(layer.shape(), WEIGHTS)));
      for (String name : NORM) {
        digest.update(Files.readAllBytes(file(layer.shape(), name)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
