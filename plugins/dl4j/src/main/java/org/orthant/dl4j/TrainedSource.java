package org.orthant.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.file.KeptFile;
import org.orthant.api.graph.Model;
import org.orthant.api.spi.Preparation;

/**
 * Trains the network of a source on a dataset, or finds it trained.
 *
 * @param source the source with all its parameters, as text; part of what identifies a training
 * @param layers the network's layers
 */
record TrainedSource(String source, List<LayerRecipe> layers, Training training) {

  Model obtain(Preparation preparation) throws IOException {
    Dataset dataset = preparation.dataset().orElseThrow();
    Seed seed = preparation.seed();
    String name = fingerprint(dataset, seed, preparation.code()) + ".network";
    return new Trainer(dataset, training, seed, preparation.platform(), preparation.progress())
        .train(network(dataset.shape(), seed), new KeptFile(preparation.cache().file(name), name));
  }

  /** The network before its training. */
  BinaryNetwork network(DatasetShape dataset, Seed seed) {
    LearningRate rate =
        new LearningRate(
            training.decay(),
            training.learningRate(),
            training.finalLearningRate(),
            Trainer.steps(training, dataset.training()));
    return new BinaryNetwork(
        layers,
        new BinaryNetwork.Form(
            training.layers(), training.loss(), training.epsilon(), training.initialWeights()),
        Updaters.adam(rate, training.stepScale()),
        seed,
        DataType.FLOAT);
  }

  /** The hash of all that shapes the training. */
  private String fingerprint(Dataset dataset, Seed seed, String code) {
    String all = String.join("\n", dataset.digest(), source, String.valueOf(seed.value())) + code;
    byte[] hash = Sha256.begin().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, 32);
  }
}
