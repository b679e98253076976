package org.orthant.imports;

import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.List;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;

/** Writes binary networks of Orthant's own as ONNX files, their continuous weights included. */
final class OnnxWriter {
  /** The forms in which signs can be written. */
  enum Signs {
    /** Comparisons with 0, of ONNX alone. */
    WHERE,
    /** QONNX's operator, of which Brevitas exports are full. */
    BIPOLAR
  }

  private static final String QONNX = "qonnx.custom_op.general";

  private final OnnxGraph graph;
  private final Signs signs;

  private OnnxWriter(Graph network, Signs signs) {
    this.graph = new OnnxGraph(network);
    this.signs = signs;
  }

  static byte[] bytes(Graph network, Signs signs) {
    OnnxWriter writer = new OnnxWriter(network, signs);
    writer.graph.array("zero", new float[] {0});
    writer.graph.array("one", new float[] {1});
    writer.graph.array("minus", new float[] {-1});
    network.nodes().forEach(writer::add);
    return writer.graph.bytes(
        OperatorSetIdProto.newBuilder().setDomain(QONNX).setVersion(1).build());
  }

  private void add(Node node) {
    if (node instanceof Product product) {
      product(product);
    } else if (node instanceof BatchNormalization norm) {
      graph.normalization(norm);
    } else if (node instanceof Pool pool) {
      graph.pool(pool);
    } else if (node instanceof Quantize quantize) {
      sign(quantize.input(), quantize.name());
    } else if (node instanceof Flatten flatten) {
      graph.operator("Flatten", flatten.name(), List.of(flatten.input()));
    } else {
      throw new AssertionError("no network of Orthant's own has a " + node);
    }
  }

  private void sign(String input, String output) {
    if (signs == Signs.BIPOLAR) {
      graph.operator("BipolarQuant", output, List.of(input, "one")).setDomain(QONNX);
    } else {
      graph.operator("Greater", output + ".above", List.of(input, "zero"));
      graph.operator("Where", output, List.of(output + ".above", "one", "minus"));
    }
  }

  private void product(Product product) {
    String name = product.name();
    graph.weights(name + ".weight", product, Floats.of(Dense.of(product.layer().weights())));
    sign(name + ".weight", name + ".binary");
    graph.product(product, product.input(), name + ".binary");
  }
}
