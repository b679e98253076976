package org.orthant.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** Writes binary networks of Orthant's own as ONNX files, their continuous weights included. */
final class OnnxWriter {
  /** The forms in which signs can be written. */
  enum Signs {
    /** Comparisons with 0, of ONNX alone. */
    WHERE,
    /** QONNX's operator, of which Brevitas exports are full. */
    BIPOLAR
  }

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
  private final Graph network;
  private final Signs signs;

  private OnnxWriter(Graph network, Signs signs) {
    this.network = network;
    this.signs = signs;
  }

  static byte[] bytes(Graph network, Signs signs) {
    return new OnnxWriter(network, signs).model().toByteArray();
  }

  private ModelProto model() {
    ImageShape image = network.input();
    graph.addInput(port(Node.INPUT, image.channels(), image.height(), image.width()));
    array("zero", new float[] {0});
    array("one", new float[] {1});
    array("minus", new float[] {-1});
    network.nodes().forEach(this::add);
    graph.addOutput(port(network.scores(), network.shapes().get(network.scores()).channels()));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain("qonnx.custom_op.general").setVersion(1))
        .setGraph(graph)
        .build();
  }

  private static ValueInfoProto port(String name, int... sizes) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (int size : sizes) {
      shape.addDim(Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  private void array(String name, float[] values, long... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (long size : sizes) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
  }

  private void array(String name, INDArray values) {
    array(name, Floats.of(Dense.of(values)), values.length());
  }

  private NodeProto.Builder operator(String type, String output, List<String> inputs) {
    return graph
        .addNodeBuilder()
        .setName(output)
        .setOpType(type)
        .addOutput(output)
        .addAllInput(inputs);
  }

  private static AttributeProto wholes(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private void add(Node node) {
    String name = node.name();
    String input = node.inputs().get(0);
    if (node instanceof Product product) {
      product(product);
    } else if (node instanceof BatchNormalization norm) {
      array(name + ".gamma", norm.norm().gamma());
      array(name + ".beta", norm.norm().beta());
      array(name + ".mean", norm.norm().mean());
      array(name + ".variance", norm.norm().variance());
      operator(
              "BatchNormalization",
              name,
              List.of(input, name + ".gamma", name + ".beta", name + ".mean", name + ".variance"))
          .addAttribute(
              AttributeProto.newBuilder()
                  .setName("epsilon")
                  .setType(AttributeType.FLOAT)
                  .setF((float) norm.norm().epsilon()));
    } else if (node instanceof Pool) {
      operator("MaxPool", name, List.of(input))
          .addAttribute(wholes("kernel_shape", 2, 2))
          .addAttribute(wholes("strides", 2, 2));
    } else if (node instanceof Quantize) {
      sign(input, name);
    } else if (node instanceof Flatten) {
      operator("Flatten", name, List.of(input));
    } else {
      throw new AssertionError("no network of Orthant's own has a " + node);
    }
  }

  private void sign(String input, String output) {
    if (signs == Signs.BIPOLAR) {
      operator("BipolarQuant", output, List.of(input, "one")).setDomain("qonnx.custom_op.general");
    } else {
      operator("Greater", output + ".above", List.of(input, "zero"));
      operator("Where", output, List.of(output + ".above", "one", "minus"));
    }
  }

  private void product(Product product) {
    LayerShape shape = product.layer().shape();
    String name = product.name();
    float[] weights = Floats.of(Dense.of(product.layer().weights()));
    boolean isConvolution = shape.kind() == LayerKind.CONVOLUTION;
    int channels = shape.channelsPerGroup();
    int area = shape.window().kernel().area();
    if (isConvolution) {
      array(
          name + ".weight",
          channelsFirst(weights, area, channels),
          shape.filters(),
          channels,
          shape.window().kernel().height(),
          shape.window().kernel().width());
    } else {
      ImageShape before = beforeFlatten(network, product);
      array(
          name + ".weight",
          channelsFirst(weights, before.height() * before.width(), before.channels()),
          shape.filters(),
          shape.dimension());
    }
    sign(name + ".weight", name + ".binary");
    NodeProto.Builder operator =
        operator(
            isConvolution ? "Conv" : "Gemm",
            name,
            List.of(product.inputs().get(0), name + ".binary"));
    if (isConvolution) {
      int margin = shape.window().pads().top();
      operator.addAttribute(wholes("pads", margin, margin, margin, margin));
    } else {
      operator.addAttribute(
          AttributeProto.newBuilder().setName("transB").setType(AttributeType.INT).setI(1));
    }
  }

  /** Returns the image that is flattened before a dense layer, else the layer's one pixel. */
  static ImageShape beforeFlatten(Graph network, Product product) {
    String input = product.inputs().get(0);
    return network.nodes().stream()
        .filter(node -> node.name().equals(input) && node instanceof Flatten)
        .map(node -> network.shapes().get(node.inputs().get(0)))
        .findFirst()
        .orElse(product.layer().shape().input());
  }

  /** Each filter's weights in the order (channel, pixel) instead of (pixel, channel). */
  static float[] channelsFirst(float[] weights, int pixels, int channels) {
    float[] moved = new float[weights.length];
    int dimension = pixels * channels;
    for (int i = 0; i < weights.length; i++) {
      int filter = i / dimension;
      int pixel = i % dimension / channels;
      int channel = i % channels;
      moved[filter * dimension + channel * pixels + pixel] = weights[i];
    }
    return moved;
  }
}
