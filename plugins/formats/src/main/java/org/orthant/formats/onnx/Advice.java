package org.orthant.formats.onnx;

import java.util.Map;
import java.util.Set;

/** What to use instead of operators that are not supported. */
final class Advice {
  private static final Map<String, String> NEAREST =
      Map.ofEntries(
          Map.entry("LRN", "batch normalization is, or training without it"),
          Map.entry("InstanceNormalization", "BatchNormalization is"),
          Map.entry("LayerNormalization", "BatchNormalization is"),
          Map.entry("GroupNormalization", "BatchNormalization is"),
          Map.entry("Elu", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Selu", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Gelu", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Erf", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Softplus", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Mish", "Relu, LeakyRelu, PRelu, HardSwish and Sigmoid are"),
          Map.entry("Softmax", "at the end of a network it is"),
          Map.entry("LogSoftmax", "at the end of a network it is"),
          Map.entry("ArgMax", "at the end of a network it is"),
          Map.entry("TopK", "at the end of a network it is"),
          Map.entry("ConvTranspose", "Conv is"),
          Map.entry("Resize", "Conv and pools with strides are"),
          Map.entry("Upsample", "Conv and pools with strides are"),
          Map.entry("DepthToSpace", "Conv with strides is"),
          Map.entry("SpaceToDepth", "Conv with strides is"),
          Map.entry("LSTM", "networks of images without recurrence are"),
          Map.entry("GRU", "networks of images without recurrence are"),
          Map.entry("RNN", "networks of images without recurrence are"),
          Map.entry("Loop", "networks without loops are"),
          Map.entry("Scan", "networks without loops are"),
          Map.entry("If", "networks without branches of control are: simplify the model first"),
          Map.entry("QLinearConv", "pairs of QuantizeLinear and DequantizeLinear around Conv are"),
          Map.entry("QLinearMatMul", "pairs of QuantizeLinear and DequantizeLinear are"),
          Map.entry("ConvInteger", "pairs of QuantizeLinear and DequantizeLinear around Conv are"),
          Map.entry("MatMulInteger", "pairs of QuantizeLinear and DequantizeLinear are"),
          Map.entry("DynamicQuantizeLinear", "QuantizeLinear with a fixed scale is"),
          Map.entry("Trunc", "Quant is"),
          Map.entry("FloatQuant", "Quant is"),
          Map.entry("Round", "Quant, and QuantizeLinear with DequantizeLinear, are"));

  private static final Set<String> KEEP_SHAPE =
      Set.of(
          "LRN",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "Elu",
          "Selu",
          "Gelu",
          "Erf",
          "Softplus",
          "Mish",
          "Softmax",
          "LogSoftmax",
          "Trunc",
          "FloatQuant",
          "Round",
          "Exp",
          "Log",
          "Sqrt",
          "Pow",
          "Abs",
          "Floor",
          "Ceil",
          "Softsign",
          "ThresholdedRelu",
          "Celu");

  private static final String OTHERWISE = "docs/networks.md lists the operators that are";

  private Advice() {}

  static String on(String operator) {
    return NEAREST.getOrDefault(operator, OTHERWISE);
  }

  /** Whether what leaves has the shape of what enters, so that the rest can be looked at. */
  static boolean keepsShape(String operator) {
    return KEEP_SHAPE.contains(operator);
  }
}
