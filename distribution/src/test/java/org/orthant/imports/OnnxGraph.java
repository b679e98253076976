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
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;

/** The ONNX graph of a network, in the making: what writers of several kinds put into one. */
final class OnnxGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
  private final Graph network;

  /** Nothing but the image that enters. */
  OnnxGraph(Graph network) {
    this.network = network;
    ImageShape image = network.input();
    graph.addInput(port(Node.INPUT, image.channels(), image.height(), image.width()));
  }

  /** The whole file, once every node is there. */
  byte[] bytes(OperatorSetIdProto... further) {
    graph.addOutput(port(network.scores(), network.shapes().get(network.scores()).channels()));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .addAllOpsetImport(List.of(further))
        .setGraph(graph)
        .build()
        .toByteArray();
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

  void array(String name, float[] values, long... sizes) {
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

  /** One whole number between 0 and 255. */
  void unsignedByte(String name, int value) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.UINT8.getNumber())
            .setRawData(ByteString.copyFrom(new byte[] {(byte) value})));
  }

  NodeProto.Builder operator(String type, String output, List<String> inputs) {
    return graph
        .addNodeBuilder()
        .setName(output)
        .setOpType(type)
        .addOutput(output)
        .addAllInput(inputs);
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto wholes(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static void place(NodeProto.Builder operator, Window window) {
    Extent kernel = window.kernel();
    Extent stride = window.stride();
    Pads pads = window.pads();
    operator
        .addAttribute(wholes("kernel_shape", kernel.height(), kernel.width()))
        .addAttribute(wholes("strides", stride.height(), stride.width()))
        .addAttribute(wholes("pads", pads.top(), pads.left(), pads.bottom(), pads.right()));
  }

  /** The weights of a product, laid out as {@link #product} takes them. */
  void weights(String name, Product product, float... values) {
    LayerShape shape = product.layer().shape();
    if (shape.kind() == LayerKind.CONVOLUTION) {
      Extent kernel = shape.window().kernel();
      int channels = shape.channelsPerGroup();
      array(
          name,
          channelsFirst(values, kernel.area(), channels),
          shape.filters(),
          channels,
          kernel.height(),
          kernel.width());
    } else {
      ImageShape before = beforeFlatten(network, product);
      array(
          name,
          channelsFirst(values, before.height() * before.width(), before.channels()),
          shape.filters(),
          shape.dimension());
    }
  }

  void product(Product product, String input, String weights) {
    LayerShape shape = product.layer().shape();
    if (shape.kind() == LayerKind.CONVOLUTION) {
      place(operator("Conv", product.name(), List.of(input, weights)), shape.window());
    } else {
      operator("Gemm", product.name(), List.of(input, weights)).addAttribute(whole("transB", 1));
    }
  }

  void normalization(BatchNormalization node) {
    BatchNorm norm = node.norm();
    String name = node.name();
    array(name + ".gamma", norm.gamma());
    array(name + ".beta", norm.beta());
    array(name + ".mean", norm.mean());
    array(name + ".variance", norm.variance());
    operator(
            "BatchNormalization",
            name,
            List.of(
                node.input(), name + ".gamma", name + ".beta", name + ".mean", name + ".variance"))
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("epsilon")
                .setType(AttributeType.FLOAT)
                .setF((float) norm.epsilon()));
  }

  void pool(Pool pool) {
    boolean isAverage = pool.kind() == Pool.Kind.AVERAGE;
    NodeProto.Builder operator =
        operator(isAverage ? "AveragePool" : "MaxPool", pool.name(), List.of(pool.input()));
    place(operator, pool.window());
    if (isAverage) {
      operator.addAttribute(whole("count_include_pad", pool.padsCount() ? 1 : 0));
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
