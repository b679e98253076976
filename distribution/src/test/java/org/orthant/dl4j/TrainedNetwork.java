package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.file.KeptFile;
import org.orthant.api.graph.Model;
import org.orthant.quantizers.Binary;

/** A network after training, as DeepLearning4J's and as Orthant's. */
public final class TrainedNetwork {
  private final Dataset dataset;
  private final BinaryNetwork binary;
  private final Model model;

  /** A perceptron, or convolutions with two pools before dense layers. */
  public enum Kind {
    PERCEPTRON,
    CONVOLUTIONAL
  }

  /** Trains for two epochs. */
  public TrainedNetwork(Kind kind, Dataset dataset, Path folder, Progress progress)
      throws IOException {
    this.dataset = dataset;
    Training recipe =
        new Training(
            2,
            100,
            Loss.SQUARED_HINGE,
            3e-3,
            3e-4,
            Decay.EXPONENTIAL,
            false,
            0,
            1,
            Layers.FUSED,
            0);
    TrainedSource source =
        switch (kind) {
          case PERCEPTRON ->
              new BnnMlp(
                      List.of(96, 64),
                      new Binary(),
                      new Binary(),
                      Map.of(),
                      recipe,
                      Optional.empty())
                  .trained(dataset.shape());
          case CONVOLUTIONAL ->
              new BnnCnn(
                      List.of(8, 8, 16, 16),
                      List.of(32),
                      new Binary(),
                      new Binary(),
                      Map.of(),
                      recipe,
                      Optional.empty())
                  .trained(dataset.shape());
        };
    binary = source.network(dataset.shape(), new Seed(3));
    model =
        new Trainer(dataset, recipe, new Seed(3), "here", progress)
            .train(binary, new KeptFile(folder.resolve("oracle.network"), "oracle"));
  }

  public Model model() {
    return model;
  }

  /** The scores that DeepLearning4J computes for all test images. */
  public INDArray scores() {
    INDArray images = dataset.test().images(IntStream.range(0, dataset.test().size()).toArray());
    return binary.network().output(binary.inputs(images));
  }
}
