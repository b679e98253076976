package org.orthant.formats.onnx;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes ONNX files for tests, an operator at a time. */
final class OnnxModel {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final int opset;
  private int nodes;

  OnnxModel(int opset) {
    this.opset = opset;
  }

  /** A model for images [1, sizes…]. */
  static OnnxModel of(int... sizes) {
    return new OnnxModel(13).input("x", sizes);
  }

  OnnxModel input(String name, int... sizes) {
    graph.addInput(port(name, sizes));
    return this;
  }

  OnnxModel output(String name) {
    graph.addOutput(port(name));
    return this;
  }

  private static ValueInfoProto port(String name, int... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    if (sizes.length > 0) {
      shape.addDim(Dimension.newBuilder().setDimValue(1));
    }
    for (int size : sizes) {
      shape.addDim(Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
    if (sizes.length > 0) {
      tensor.setShape(shape);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** An array of floats. */
  OnnxModel floats(String name, float[] values, long... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT.getNumber())
            .addAllDims(boxed(sizes))
            .setRawData(ByteString.copyFrom(bytes)));
    return this;
  }

  /** A number without axes. */
  OnnxModel number(String name, float value) {
    return floats(name, new float[] {value});
  }

  /** A list of whole numbers of 64 bits. */
  OnnxModel wholes(String name, long... values) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64.getNumber())
            .addDims(values.length)
            .addAllInt64Data(boxed(values)));
    return this;
  }

  /** An array of bytes, signed. */
  OnnxModel bytes(String name, byte[] values, long... sizes) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT8.getNumber())
            .addAllDims(boxed(sizes))
            .setRawData(ByteString.copyFrom(values)));
    return this;
  }

  OnnxModel array(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  private static List<Long> boxed(long... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** An operator of ONNX's own with a single output. */
  OnnxModel node(String operator, List<String> inputs, String output, Map<String, Object> more) {
    return node("", operator, inputs, List.of(output), more);
  }

  OnnxModel node(String operator, List<String> inputs, String output) {
    return node(operator, inputs, output, Map.of());
  }

  OnnxModel node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      Map<String, Object> attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(operator + "_" + nodes++)
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(outputs);
    attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
    graph.addNode(node);
    return this;
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Float number) {
      attribute.setType(AttributeType.FLOAT).setF(number);
    } else if (value instanceof Integer number) {
      attribute.setType(AttributeType.INT).setI(number);
    } else if (value instanceof String text) {
      attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof TensorProto tensor) {
      attribute.setType(AttributeType.TENSOR).setT(tensor);
    } else {
      attribute.setType(AttributeType.INTS).addAllInts(boxed((long[]) value));
    }
    return attribute.build();
  }

  byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("tests")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  Path write(Path folder) throws IOException {
    return Files.write(folder.resolve("net.onnx"), bytes());
  }
}
