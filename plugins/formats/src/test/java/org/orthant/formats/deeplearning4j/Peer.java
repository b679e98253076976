package org.orthant.formats.deeplearning4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.ChannelOrder;
import org.orthant.formats.Deeplearning4j;
import org.orthant.testkit.FakeDataset;
import org.orthant.testkit.GraphScores;
import org.orthant.testkit.SilentProgress;

/** Networks as DeepLearning4J makes, writes and computes them. */
final class Peer {
  private Peer() {}

  static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(1).activation(Activation.IDENTITY);
  }

  /** A chain of layers with random parameters. */
  static MultiLayerNetwork chain(InputType input, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    randomize(network.paramTable().values());
    return network;
  }

  /** A graph with random parameters. */
  static ComputationGraph graph(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    randomize(network.paramTable().values());
    return network;
  }

  /** Uniform in [0.1, 0.9], with alternating signs where an array has more axes than one. */
  private static void randomize(Iterable<INDArray> parameters) {
    RandomNumbers random = new Seed(7).generator();
    for (INDArray array : parameters) {
      for (long i = 0; i < array.length(); i++) {
        double size = random.nextDouble(0.1, 0.9);
        boolean isNegative = array.rank() > 1 && random.nextDouble(0, 1) < 0.5;
        array.putScalar(i, isNegative ? -size : size);
      }
    }
  }

  /** The plugin that reads a network, whose pixels are the dataset's own. */
  static Deeplearning4j written(Model network, Path file) throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), true);
    return source(file);
  }

  static Deeplearning4j source(Path file) {
    return new Deeplearning4j(
        Optional.of(file),
        Optional.of(PixelRange.SIGNED),
        List.of(),
        List.of(),
        ChannelOrder.RGB,
        Optional.empty(),
        false,
        false);
  }

  /** Random images, [images, channels, height, width]. */
  static INDArray images(int count, int channels, int height, int width) {
    RandomNumbers random = new Seed(9).generator();
    float[] pixels = new float[count * channels * height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.create(pixels, new long[] {count, channels, height, width}, 'c')
        .castTo(DataType.FLOAT);
  }

  /** The graph that a plugin reads for such images. */
  static Graph graph(Deeplearning4j source, DatasetShape shape) throws IOException {
    Preparation preparation =
        new Preparation(
            Optional.of(new FakeDataset(shape, new Seed(1))),
            new Seed(1),
            name -> {
              throw new AssertionError("nothing is cached");
            },
            new SilentProgress());
    return source.obtain(preparation).graph().orElseThrow();
  }

  /**
   * The scores of what a plugin reads.
   *
   * @param images [images, height, width, channels], in [−1, 1]
   */
  static float[] scores(Deeplearning4j source, INDArray images, int classes) throws IOException {
    ImageShape image =
        new ImageShape((int) images.size(1), (int) images.size(2), (int) images.size(3));
    return GraphScores.of(
        graph(source, new DatasetShape(image, classes, 1, 1)), Floats.of(Dense.of(images)));
  }
}
