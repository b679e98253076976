package org.orthant.formats.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Names;
import org.orthant.formats.draft.Numbers;

/** An ONNX file: its operators, what they take, and what enters and leaves. */
final class OnnxFile {
  /** As far as this reader knows what operators mean. */
  private static final int FIRST_OPSET = 7;

  private static final int LAST_OPSET = 25;
  private static final int LAST_IR = 13;
  private static final int MOST_NODES = 10_000;

  /** Messages in messages; a file of tensors and attributes needs no more. */
  private static final int DEEPEST = 40;

  private final Path path;
  private final ModelProto model;
  private final OnnxTensors tensors;

  private OnnxFile(Path path, ModelProto model) {
    this.path = path;
    this.model = model;
    this.tensors = new OnnxTensors(path);
  }

  /**
   * What enters or leaves the graph.
   *
   * @param sizes how long each axis is; empty where that is not fixed
   */
  record Port(String name, List<Optional<Integer>> sizes) {}

  /**
   * Opens a file.
   *
   * @return empty if it is none of ONNX
   * @throws BadInputException if it is one that cannot be read
   */
  static Optional<OnnxFile> open(Path path) throws IOException {
    ModelProto model;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new BadInputException(
            "holds more than 2 GB in one message; save it with its arrays in a file beside it");
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      CodedInputStream stream = CodedInputStream.newInstance(bytes);
      stream.enableAliasing(true);
      stream.setRecursionLimit(DEEPEST);
      model = ModelProto.parseFrom(stream);
    } catch (InvalidProtocolBufferException e) {
      if (!hasEnding(path)) {
        return Optional.empty();
      }
      throw new BadInputException("is no ONNX file, or is cut off: " + e.getMessage(), e);
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      if (!hasEnding(path)) {
        return Optional.empty();
      }
      throw new BadInputException("is no ONNX file: it holds no graph of operators");
    }
    OnnxFile file = new OnnxFile(path, model);
    file.check();
    return Optional.of(file);
  }

  private static boolean hasEnding(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  private void check() {
    if (model.getIrVersion() > LAST_IR) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "is of ONNX's IR version %d; up to %d are read",
              model.getIrVersion(),
              LAST_IR));
    }
    long opset = opset();
    if (opset < FIRST_OPSET || opset > LAST_OPSET) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "is of ONNX's opset %d; %d to %d are read: export it with opset_version=17",
              opset,
              FIRST_OPSET,
              LAST_OPSET));
    }
    if (graph().getNodeCount() > MOST_NODES) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "has %d operators; up to %d are read",
              graph().getNodeCount(),
              MOST_NODES));
    }
  }

  private GraphProto graph() {
    return model.getGraph();
  }

  /** The version of ONNX's own operators. */
  long opset() {
    return model.getOpsetImportList().stream()
        .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(1);
  }

  /** Such as "ONNX, IR version 8, opset 13, written by pytorch". */
  String format() {
    return String.format(
        Locale.ROOT,
        "ONNX, IR version %d, opset %d%s",
        model.getIrVersion(),
        opset(),
        model.getProducerName().isBlank()
            ? ""
            : ", written by " + Names.readable(model.getProducerName()));
  }

  Path path() {
    return path;
  }

  /** Files beside this one whose numbers were asked for. */
  Set<Path> filesBeside() {
    return tensors.used();
  }

  List<OnnxNode> nodes() {
    return graph().getNodeList().stream().map(node -> new OnnxNode(node, tensors)).toList();
  }

  /** The arrays that the file holds by name. */
  Map<String, Numbers> arrays() {
    Map<String, Numbers> arrays = new TreeMap<>();
    for (TensorProto tensor : graph().getInitializerList()) {
      arrays.put(tensor.getName(), tensors.of(tensor));
    }
    return arrays;
  }

  /** Of which type the numbers of an array are, as ONNX numbers types; 0 if it is not known. */
  int type(String array) {
    for (TensorProto tensor : graph().getInitializerList()) {
      if (tensor.getName().equals(array)) {
        return tensor.getDataType();
      }
    }
    return graph().getNodeList().stream()
        .filter(node -> node.getOutputList().contains(array))
        .flatMap(node -> node.getAttributeList().stream())
        .filter(attribute -> attribute.hasT())
        .mapToInt(attribute -> attribute.getT().getDataType())
        .findFirst()
        .orElse(0);
  }

  /** Returns what enters from outside. Old files list their arrays too. */
  List<Port> inputs() {
    Set<String> arrays =
        graph().getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    return graph().getInputList().stream()
        .filter(input -> !arrays.contains(input.getName()))
        .map(OnnxFile::port)
        .toList();
  }

  List<Port> outputs() {
    return graph().getOutputList().stream().map(OnnxFile::port).toList();
  }

  private static Port port(ValueInfoProto info) {
    return new Port(
        info.getName(),
        info.getType().getTensorType().getShape().getDimList().stream()
            .map(OnnxFile::size)
            .toList());
  }

  private static Optional<Integer> size(Dimension dimension) {
    long size = dimension.getDimValue();
    return size >= 1 && size <= Integer.MAX_VALUE ? Optional.of((int) size) : Optional.empty();
  }
}
