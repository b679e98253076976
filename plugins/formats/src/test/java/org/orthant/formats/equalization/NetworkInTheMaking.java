package org.orthant.formats.equalization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Window;

/** Adds nodes one behind the other, with random numbers of very different size in each channel. */
final class NetworkInTheMaking {
  private static final float EPSILON = 1e-3f;

  private final ImageShape input;
  private final RandomNumbers random;
  private final List<Node> nodes = new ArrayList<>();
  private String last = Node.INPUT;
  private ImageShape image;

  NetworkInTheMaking(ImageShape input, RandomNumbers random) {
    this.input = input;
    this.image = input;
    this.random = random;
  }

  ImageShape image() {
    return image;
  }

  String last() {
    return last;
  }

  NetworkInTheMaking add(Node node) {
    nodes.add(node);
    last = node.name();
    image = new Graph(input, withScores(), "end", Loss.CROSS_ENTROPY).shapes().get(last);
    return this;
  }

  private List<Node> withScores() {
    List<Node> all = new ArrayList<>(nodes);
    all.add(new Flatten("end", last));
    return all;
  }

  /** A convolution that keeps height and width. */
  NetworkInTheMaking convolution(String name, int filters, int groups, float padValue) {
    return product(
        new LayerShape(
            name, LayerKind.CONVOLUTION, image, Window.same(3), padValue, filters, groups));
  }

  NetworkInTheMaking depthwise(String name) {
    return convolution(name, image.channels(), image.channels(), 0);
  }

  NetworkInTheMaking dense(String name, int outputs) {
    if (image.height() * image.width() > 1) {
      add(new Flatten(name + "/flat", last));
    }
    return product(LayerShape.dense(name, image.channels(), outputs));
  }

  private NetworkInTheMaking product(LayerShape shape) {
    return product(shape, Optional.empty());
  }

  /** A layer whose weights a quantizer makes of continuous ones. */
  NetworkInTheMaking quantized(LayerShape shape, Quantization quantization) {
    return product(shape, Optional.of(quantization));
  }

  private NetworkInTheMaking product(LayerShape shape, Optional<Quantization> quantization) {
    float[] weights = new float[shape.filters() * shape.dimension()];
    for (int filter = 0; filter < shape.filters(); filter++) {
      double size = Math.scalb(1.0, random.nextInt(-4, 5)) / Math.sqrt(shape.dimension());
      for (int i = 0; i < shape.dimension(); i++) {
        weights[filter * shape.dimension() + i] = (float) (size * random.nextGaussian());
      }
    }
    INDArray array = Floats.array(weights, shape.filters(), shape.dimension());
    return add(new Product(last, new Layer(shape, array, quantization)));
  }

  NetworkInTheMaking bias(String name) {
    return add(new Scale(name, last, numbers(1, 1), perChannel(-1, 1)));
  }

  /** A factor and a shift of each channel. */
  NetworkInTheMaking scale(String name) {
    return add(new Scale(name, last, perChannel(-2, 2), perChannel(-1, 1)));
  }

  NetworkInTheMaking norm(String name) {
    return add(
        new BatchNormalization(
            name,
            last,
            new BatchNorm(
                perChannel(-1, 2),
                perChannel(-1, 1),
                perChannel(-1, 1),
                perChannel(0.001, 4),
                EPSILON)));
  }

  NetworkInTheMaking curve(String name, Curve curve) {
    return add(new Function(name, last, curve));
  }

  NetworkInTheMaking relu(String name) {
    return curve(name, new Curve.Relu());
  }

  INDArray perChannel(double from, double to) {
    float[] numbers = new float[image.channels()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(from, to);
    }
    return Floats.array(numbers, numbers.length);
  }

  private static INDArray numbers(int count, float value) {
    float[] numbers = new float[count];
    Arrays.fill(numbers, value);
    return Floats.array(numbers, count);
  }

  Graph graph() {
    return new Graph(input, nodes, last, Loss.CROSS_ENTROPY);
  }
}
