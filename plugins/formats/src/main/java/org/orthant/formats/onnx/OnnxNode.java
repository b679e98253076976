package org.orthant.formats.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.formats.draft.Numbers;

/** An operator of the file with its attributes. */
final class OnnxNode {
  private final NodeProto proto;
  private final Map<String, AttributeProto> attributes;
  private final OnnxTensors tensors;

  OnnxNode(NodeProto proto, OnnxTensors tensors) {
    this.proto = proto;
    this.tensors = tensors;
    this.attributes =
        proto.getAttributeList().stream()
            .collect(
                Collectors.toMap(
                    AttributeProto::getName, Function.identity(), (first, second) -> first));
  }

  /** Such as "Conv", or "onnx.brevitas:Quant" of another domain. */
  String operator() {
    return switch (proto.getDomain()) {
      case "", "ai.onnx" -> proto.getOpType();
      default -> proto.getDomain() + ":" + proto.getOpType();
    };
  }

  /** The operator's name without its domain. */
  String type() {
    return proto.getOpType();
  }

  String domain() {
    return proto.getDomain();
  }

  /** The names of what enters; "" for what is left out. */
  List<String> inputs() {
    return proto.getInputList();
  }

  List<String> outputs() {
    return proto.getOutputList();
  }

  /** Its own name, else that of what leaves it. */
  String name() {
    if (!proto.getName().isBlank()) {
      return proto.getName();
    }
    return proto.getOutputCount() > 0 ? proto.getOutput(0) : operator();
  }

  boolean isNamed() {
    return !proto.getName().isBlank();
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  OptionalLong whole(String attribute) {
    return has(attribute)
        ? OptionalLong.of(attributes.get(attribute).getI())
        : OptionalLong.empty();
  }

  OptionalDouble number(String attribute) {
    return has(attribute)
        ? OptionalDouble.of(attributes.get(attribute).getF())
        : OptionalDouble.empty();
  }

  Optional<String> text(String attribute) {
    return has(attribute)
        ? Optional.of(attributes.get(attribute).getS().toStringUtf8())
        : Optional.empty();
  }

  Optional<long[]> wholes(String attribute) {
    return has(attribute)
        ? Optional.of(
            attributes.get(attribute).getIntsList().stream().mapToLong(Long::longValue).toArray())
        : Optional.empty();
  }

  /** The array of a Constant, in whichever of its forms. */
  Optional<Numbers> array(String attribute) {
    AttributeProto found = attributes.get(attribute);
    if (found == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (found.getType()) {
          case TENSOR -> tensors.of(found.getT());
          case FLOAT -> Numbers.of(new double[] {found.getF()});
          case INT -> Numbers.of(new double[] {found.getI()});
          case FLOATS ->
              Numbers.of(
                  found.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray(),
                  found.getFloatsCount());
          case INTS ->
              Numbers.of(
                  found.getIntsList().stream().mapToDouble(Long::doubleValue).toArray(),
                  found.getIntsCount());
          default ->
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT, "its %s is %s, not an array", attribute, found.getType()));
        });
  }
}
