package org.orthant.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.LayerKind;

/**
 * Writes networks of floats as ONNX files in which what enters each layer is quantized to bytes and
 * dequantized again.
 */
final class QdqOnnxWriter {
  /**
   * What a layer computes with.
   *
   * @param weights [filters, d], already quantized
   * @param inputs the bytes that what enters is rounded to
   */
  record QuantizedProduct(INDArray weights, ByteLevels inputs) {}

  private final OnnxGraph graph;
  private final Graph network;
  private final Map<String, QuantizedProduct> products;

  private QdqOnnxWriter(Graph network, Map<String, QuantizedProduct> products) {
    this.graph = new OnnxGraph(network);
    this.network = network;
    this.products = products;
  }

  /**
   * The file.
   *
   * @param products by layer name
   */
  static byte[] bytes(Graph network, Map<String, QuantizedProduct> products) {
    QdqOnnxWriter writer = new QdqOnnxWriter(network, products);
    network.nodes().forEach(writer::add);
    return writer.graph.bytes();
  }

  private void add(Node node) {
    if (node instanceof Product product) {
      product(product);
    } else if (node instanceof BatchNormalization norm) {
      graph.normalization(norm);
    } else if (node instanceof Scale scale) {
      scale(scale);
    } else if (node instanceof Pool pool) {
      graph.pool(pool);
    } else if (node instanceof Function function && function.curve() instanceof Curve.Relu) {
      graph.operator("Relu", function.name(), List.of(function.input()));
    } else if (node instanceof Add add && add.inputs().size() == 2) {
      graph.operator("Add", add.name(), add.inputs());
    } else if (node instanceof Flatten flatten) {
      graph.operator("Flatten", flatten.name(), List.of(flatten.input()));
    } else {
      throw new AssertionError("nobody has needed a " + node);
    }
  }

  private void product(Product product) {
    String name = product.name();
    QuantizedProduct quantized = products.get(name);
    graph.weights(name + ".weight", product, Floats.of(Dense.of(quantized.weights())));
    graph.array(name + ".step", new float[] {quantized.inputs().step()});
    graph.unsignedByte(name + ".zero", quantized.inputs().zeroPoint());
    graph.operator(
        "QuantizeLinear",
        name + ".bytes",
        List.of(product.input(), name + ".step", name + ".zero"));
    graph.operator(
        "DequantizeLinear",
        name + ".input",
        List.of(name + ".bytes", name + ".step", name + ".zero"));
    if (product.layer().shape().kind() == LayerKind.DENSE) {
      // An image of one pixel may enter, which is a vector to Orthant but not to ONNX.
      graph.operator("Flatten", name + ".vector", List.of(name + ".input"));
      graph.product(product, name + ".vector", name + ".weight");
    } else {
      graph.product(product, name + ".input", name + ".weight");
    }
  }

  /**
   * As batch normalization of mean 0 and variance 1, which ONNX has for images and vectors alike.
   */
  private void scale(Scale scale) {
    int channels = network.shapes().get(scale.name()).channels();
    graph.normalization(
        new BatchNormalization(
            scale.name(),
            scale.input(),
            new BatchNorm(
                perChannel(scale.factor(), channels),
                perChannel(scale.shift(), channels),
                constant(0, channels),
                constant(1, channels),
                0)));
  }

  private static INDArray perChannel(INDArray values, int channels) {
    return values.length() == channels ? values : constant(values.getFloat(0), channels);
  }

  private static INDArray constant(float value, int channels) {
    float[] values = new float[channels];
    Arrays.fill(values, value);
    return Floats.array(values, channels);
  }
}
