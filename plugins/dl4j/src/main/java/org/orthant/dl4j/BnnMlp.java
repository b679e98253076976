package org.orthant.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.Binary;

/** A multilayer perceptron with quantized weights and activations, trained on DeepLearning4J. */
@Id("bnn-mlp")
@Doc(
    value = "Multilayer perceptron with quantized weights and activations, trained on the dataset",
    source = "Hubara et al., Binarized Neural Networks, 2016")
public record BnnMlp(
    @Doc("widths of the hidden layers; one more layer leads to the classes") List<Integer> dense,
    @Doc("quantizer of all weights") Quantizer weights,
    @Doc("quantizer of all activations but the scores") Quantizer activations,
    @Doc("how it is trained") Training training)
    implements NetworkSource {

  public BnnMlp() {
    this(List.of(512, 512), new Binary(), new Binary(), new Training());
  }

  public BnnMlp {
    dense = List.copyOf(dense);
    InvalidParameterException.unless(
        dense.stream().allMatch(width -> width >= 1 && width <= 65536),
        "dense",
        "widths must lie in 1 … 65536",
        dense);
  }

  @Override
  public List<LayerShape> layers(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(
            () -> new BadInputException("bnn-mlp is trained on a dataset: name one"));
    if (shape.training() < training.batch()) {
      throw new BadInputException(
          "bnn-mlp: a batch of %d does not fit into %d training images"
              .formatted(training.batch(), shape.training()));
    }
    List<LayerShape> layers = new ArrayList<>();
    int inputs = shape.image().size();
    for (int width : dense) {
      layers.add(LayerShape.dense("dense" + (layers.size() + 1), inputs, width));
      inputs = width;
    }
    layers.add(LayerShape.dense("dense" + (layers.size() + 1), inputs, shape.classes()));
    for (LayerShape layer : layers) {
      requireServed(weights.unsupported(layer, Role.WEIGHTS), "weights", layer);
    }
    for (LayerShape layer : layers.subList(0, layers.size() - 1)) {
      requireServed(activations.unsupported(layer, Role.ACTIVATIONS), "activations", layer);
    }
    return layers;
  }

  private static void requireServed(Optional<String> refusal, String what, LayerShape layer) {
    refusal.ifPresent(
        reason -> {
          throw new BadInputException(
              "bnn-mlp: the quantizer of the %s cannot serve %s: %s"
                  .formatted(what, layer.name(), reason));
        });
  }

  @Override
  public long trainingImages(Optional<DatasetShape> dataset) {
    return dataset.map(shape -> (long) shape.training() * training.epochs()).orElse(0L);
  }

  @Override
  public Model obtain(Preparation preparation) throws IOException {
    Dataset dataset = preparation.dataset().orElseThrow();
    BinaryNetwork network = network(dataset.shape(), preparation.seed());
    return new Trainer(dataset, training, preparation.seed(), preparation.progress())
        .train(
            network, preparation.cache().resolve(fingerprint(dataset, preparation) + ".network"));
  }

  /** The network before its training. */
  BinaryNetwork network(DatasetShape shape, Seed seed) {
    LearningRate rate =
        new LearningRate(
            training.decay(),
            training.learningRate(),
            training.finalLearningRate(),
            Trainer.steps(training, shape.training()));
    return new BinaryNetwork(
        layers(Optional.of(shape)), weights, activations, new Adam(rate), seed, DataType.FLOAT);
  }

  /** The hash of all that shapes the training. */
  private String fingerprint(Dataset dataset, Preparation preparation) {
    String all =
        String.join("\n", dataset.digest(), toString(), String.valueOf(preparation.seed().value()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
