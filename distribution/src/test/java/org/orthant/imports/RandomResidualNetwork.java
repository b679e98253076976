package org.orthant.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;

/** A small network of floats with random weights, a shortcut, and strides. */
final class RandomResidualNetwork {
  static final ImageShape IMAGE = new ImageShape(12, 12, 3);

  private static final int CLASSES = 10;

  private final Random random = new Random(5);
  private final List<Node> nodes = new ArrayList<>();

  private RandomResidualNetwork() {}

  static Graph graph() {
    return new RandomResidualNetwork().build();
  }

  private Graph build() {
    LayerShape first = LayerShape.same("conv1", IMAGE, 3, 8);
    product(Node.INPUT, first);
    normalization("norm1", "conv1", 8);
    relu("relu1", "norm1");
    LayerShape second = halving("conv2", first.output(), 3, new Pads(0, 1, 0, 1));
    product("relu1", second);
    bias("bias2", "conv2", 16);
    product("relu1", halving("shortcut", first.output(), 1, Pads.NONE));
    nodes.add(new Add("sum", List.of("bias2", "shortcut")));
    relu("relu2", "sum");
    Window whole = Window.whole(second.output());
    nodes.add(new Pool("average", "relu2", Pool.Kind.AVERAGE, whole, false));
    nodes.add(new Flatten("flatten", "average"));
    product("flatten", LayerShape.dense("dense", 16, CLASSES));
    bias("scores", "dense", CLASSES);
    return new Graph(IMAGE, nodes, "scores", Loss.CROSS_ENTROPY);
  }

  /** A convolution to 16 channels that halves height and width. */
  private static LayerShape halving(String name, ImageShape input, int side, Pads pads) {
    Window window = new Window(Extent.square(side), Extent.square(2), Extent.ONE, pads);
    return new LayerShape(name, LayerKind.CONVOLUTION, input, window, 0, 16, 1);
  }

  private void product(String input, LayerShape shape) {
    double deviation = Math.sqrt(2.0 / shape.dimension());
    INDArray weights = array(0, deviation, shape.filters(), shape.dimension());
    nodes.add(new Product(input, new Layer(shape, weights, Optional.empty())));
  }

  private void normalization(String name, String input, int channels) {
    BatchNorm norm =
        new BatchNorm(
            array(1, 0.1, channels),
            array(0, 0.1, channels),
            array(0, 0.1, channels),
            array(1, 0.1, channels),
            1e-3);
    nodes.add(new BatchNormalization(name, input, norm));
  }

  private void bias(String name, String input, int channels) {
    nodes.add(new Scale(name, input, array(1, 0, 1), array(0, 0.1, channels)));
  }

  private void relu(String name, String input) {
    nodes.add(new Function(name, input, new Curve.Relu()));
  }

  private INDArray array(double mean, double deviation, long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return Floats.array(values, sizes);
  }
}
