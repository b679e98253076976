package org.orthant.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/**
 * Writes networks of Orthant's own as files of DeepLearning4J, by DeepLearning4J.
 *
 * <p>DeepLearning4J knows neither signs nor binary weights. Its layers hold what the network
 * computes with, ±1, so that a file says nothing of the continuous weights. A sign is the hard tanh
 * of a huge multiple, which is the same for every number but 0: there it is 0.
 */
final class Deeplearning4jWriter {
  /** Larger than the quotient of 1 and what any sign is taken of; a power of two, so exact. */
  private static final double STEEP = 0x1p100;

  private final Graph network;
  private final GraphBuilder builder;
  private final Map<String, String> flattened = new HashMap<>();

  private Deeplearning4jWriter(Graph network) {
    this.network = network;
    ImageShape image = network.input();
    this.builder =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs(Node.INPUT)
            .setInputTypes(
                InputType.convolutional(image.height(), image.width(), image.channels()));
  }

  static Path write(Path file, Graph network) throws IOException {
    ModelSerializer.writeModel(new Deeplearning4jWriter(network).written(), file.toFile(), false);
    return file;
  }

  private ComputationGraph written() {
    network.nodes().forEach(this::add);
    ComputationGraph written = new ComputationGraph(builder.setOutputs(network.scores()).build());
    written.init();
    network.nodes().forEach(node -> fill(written, node));
    return written;
  }

  private void add(Node node) {
    String name = node.name();
    String input = flattened.getOrDefault(node.inputs().get(0), node.inputs().get(0));
    if (node instanceof Product product) {
      builder.addLayer(name, layer(product.layer().shape()), input);
    } else if (node instanceof BatchNormalization normalization) {
      builder.addLayer(name, norm(normalization.norm()), input);
    } else if (node instanceof Pool) {
      builder.addLayer(
          name, new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(), input);
    } else if (node instanceof Flatten) {
      flattened.put(name, input); // a dense layer flattens by itself
    } else if (node instanceof Quantize) {
      builder.addVertex(name + "/steep", new ScaleVertex(STEEP), input);
      builder.addLayer(name, new ActivationLayer(Activation.HARDTANH), name + "/steep");
    } else if (node instanceof Function) {
      builder.addLayer(name, new ActivationLayer(Activation.HARDTANH), input);
    } else {
      throw new AssertionError("no network of Orthant's own has a " + node);
    }
  }

  private static org.deeplearning4j.nn.conf.layers.Layer layer(LayerShape shape) {
    if (shape.kind() == LayerKind.DENSE) {
      return new DenseLayer.Builder().nOut(shape.filters()).hasBias(false).build();
    }
    return new ConvolutionLayer.Builder(
            shape.window().kernel().height(), shape.window().kernel().width())
        .padding(shape.window().pads().top(), shape.window().pads().left())
        .nOut(shape.filters())
        .hasBias(false)
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.BatchNormalization norm(BatchNorm norm) {
    return new org.deeplearning4j.nn.conf.layers.BatchNormalization.Builder()
        .eps(norm.epsilon())
        .useLogStd(false)
        .build();
  }

  private void fill(ComputationGraph written, Node node) {
    if (node instanceof Product product) {
      parameter(written, node, "W").assign(weights(product));
    } else if (node instanceof BatchNormalization normalization) {
      BatchNorm norm = normalization.norm();
      fill(parameter(written, node, "gamma"), norm.gamma());
      fill(parameter(written, node, "beta"), norm.beta());
      fill(parameter(written, node, "mean"), norm.mean());
      fill(parameter(written, node, "var"), norm.variance());
    }
  }

  private static INDArray parameter(ComputationGraph written, Node node, String name) {
    return written.getLayer(node.name()).getParam(name);
  }

  private static void fill(INDArray parameter, INDArray values) {
    parameter.assign(values.reshape(parameter.shape()));
  }

  /** Returns the weights that the layer computes with, on the axes of DeepLearning4J's. */
  private INDArray weights(Product product) {
    Layer layer = product.layer();
    LayerShape shape = layer.shape();
    INDArray computed =
        layer
            .weightQuantization()
            .map(quantization -> quantization.map().apply(layer.weights().dup()))
            .orElse(layer.weights());
    boolean isDense = shape.kind() == LayerKind.DENSE;
    ImageShape flat = OnnxGraph.beforeFlatten(network, product);
    int pixels = isDense ? flat.height() * flat.width() : shape.window().kernel().area();
    float[] moved =
        OnnxGraph.channelsFirst(Floats.of(Dense.of(computed)), pixels, shape.dimension() / pixels);
    return isDense
        ? Floats.array(moved, shape.filters(), shape.dimension()).transpose()
        : Floats.array(
            moved,
            shape.filters(),
            shape.channelsPerGroup(),
            shape.window().kernel().height(),
            shape.window().kernel().width());
  }
}
