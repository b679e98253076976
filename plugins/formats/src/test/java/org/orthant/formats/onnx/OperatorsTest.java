package org.orthant.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random networks of every operator, computed by Orthant and by ONNX Runtime. */
class OperatorsTest {

  @Property(tries = 300, seed = "20261130")
  void bothEnginesGiveTheSameScores(@ForAll long seed) {
    Random random = new Random(seed);
    Conversion.requireSame(new RandomOnnx(random).model(), random);
  }

  /** A random network: images, then a few operators, then a dense layer. */
  private static final class RandomOnnx {
    private final Random random;
    private final OnnxModel model;
    private final List<String> names = new ArrayList<>();
    private int channels;
    private int height;
    private int width;
    private String last = "x";
    private boolean hasLevels;

    RandomOnnx(Random random) {
      this.random = random;
      this.channels = 1 + random.nextInt(4);
      this.height = 5 + random.nextInt(6);
      this.width = 5 + random.nextInt(6);
      this.model = OnnxModel.of(channels, height, width);
    }

    OnnxModel model() {
      int steps = 1 + random.nextInt(6);
      for (int i = 0; i < steps; i++) {
        step();
      }
      end();
      return model.output(last);
    }

    private String name(String what) {
      String name = what + names.size();
      names.add(name);
      return name;
    }

    private float[] floats(int count, double scale) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (scale * random.nextGaussian());
      }
      return values;
    }

    private float[] positive(int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = 0.3f + random.nextFloat();
      }
      return values;
    }

    private String array(float[] values, long... sizes) {
      String name = name("a");
      model.floats(name, values, sizes);
      return name;
    }

    private void then(String operator, List<String> more, Map<String, Object> attributes) {
      List<String> inputs = new ArrayList<>(List.of(last));
      inputs.addAll(more);
      String output = name("v");
      model.node(operator, inputs, output, attributes);
      last = output;
    }

    private void step() {
      switch (random.nextInt(16)) {
        case 0, 1 -> convolution();
        case 2 -> pool();
        case 3 -> batchNorm();
        case 4 -> curve();
        case 5 -> constant();
        case 6 -> branch();
        case 7 -> concat();
        case 8 -> split();
        case 9 -> pad();
        case 10 -> shuffle();
        case 11 -> channelsLast();
        case 12 -> sign();
        case 13 -> gate();
        case 14 -> levels();
        default -> stride();
      }
    }

    private void convolution() {
      int groups = channels % 2 == 0 && random.nextBoolean() ? 2 : 1;
      if (random.nextInt(4) == 0) {
        groups = channels;
      }
      int filters = groups * (1 + random.nextInt(3));
      int kernelHeight = 1 + random.nextInt(3);
      int kernelWidth = 1 + random.nextInt(3);
      int dilation = 1 + random.nextInt(2);
      int strideDown = 1 + random.nextInt(2);
      int strideAcross = 1 + random.nextInt(2);
      String weights =
          array(
              floats(filters * channels / groups * kernelHeight * kernelWidth, 0.5),
              filters,
              channels / groups,
              kernelHeight,
              kernelWidth);
      List<String> more = new ArrayList<>(List.of(weights));
      if (random.nextBoolean()) {
        more.add(array(floats(filters, 1), filters));
      }
      Map<String, Object> attributes = new HashMap<>();
      attributes.put("group", groups);
      attributes.put("strides", new long[] {strideDown, strideAcross});
      int top = random.nextInt(3);
      int left = random.nextInt(3);
      int bottom = random.nextInt(3);
      int right = random.nextInt(3);
      boolean isSame = random.nextInt(3) == 0;
      if (isSame) {
        attributes.put("auto_pad", random.nextBoolean() ? "SAME_UPPER" : "SAME_LOWER");
        dilation = 1;
      } else {
        attributes.put("pads", new long[] {top, left, bottom, right});
        attributes.put("dilations", new long[] {dilation, dilation});
      }
      int reachDown = (kernelHeight - 1) * dilation + 1;
      int reachAcross = (kernelWidth - 1) * dilation + 1;
      int nextHeight =
          isSame
              ? (height + strideDown - 1) / strideDown
              : Math.floorDiv(height + top + bottom - reachDown, strideDown) + 1;
      int nextWidth =
          isSame
              ? (width + strideAcross - 1) / strideAcross
              : Math.floorDiv(width + left + right - reachAcross, strideAcross) + 1;
      if (nextHeight >= 1 && nextWidth >= 1) {
        then("Conv", more, attributes);
        channels = filters;
        height = nextHeight;
        width = nextWidth;
      }
    }

    private void pool() {
      int side = 2 + random.nextInt(2);
      if (height <= side || width <= side) {
        return;
      }
      boolean isMax = random.nextBoolean();
      int ceil = random.nextInt(2);
      // ONNX Runtime counts windows that begin in the pads, against ONNX.
      int pad = ceil == 1 ? 0 : random.nextInt(2);
      Map<String, Object> attributes = new HashMap<>();
      attributes.put("kernel_shape", new long[] {side, side});
      attributes.put("strides", new long[] {2, 2});
      attributes.put("pads", new long[] {pad, pad, pad, pad});
      boolean counts = !isMax && random.nextBoolean();
      attributes.put("ceil_mode", counts ? 0 : ceil);
      if (counts) {
        attributes.put("count_include_pad", 1);
      }
      then(isMax ? "MaxPool" : "AveragePool", List.of(), attributes);
      height = positions(height, side, pad, counts ? 0 : ceil);
      width = positions(width, side, pad, counts ? 0 : ceil);
    }

    private static int positions(int length, int side, int pad, int ceil) {
      int free = length + 2 * pad - side;
      return (free + ceil) / 2 + 1;
    }

    private void batchNorm() {
      then(
          "BatchNormalization",
          List.of(
              array(floats(channels, 1), channels),
              array(floats(channels, 1), channels),
              array(floats(channels, 1), channels),
              array(positive(channels), channels)),
          Map.of("epsilon", 1e-3f));
    }

    private void curve() {
      switch (random.nextInt(8)) {
        case 0 -> then("Relu", List.of(), Map.of());
        case 1 -> then("LeakyRelu", List.of(), Map.of("alpha", 0.2f));
        case 2 -> then("Tanh", List.of(), Map.of());
        case 3 -> then("Sigmoid", List.of(), Map.of());
        case 4 ->
            then("Clip", List.of(array(new float[] {-0.5f}), array(new float[] {0.8f})), Map.of());
        case 5 -> then("PRelu", List.of(array(floats(channels, 0.3), channels, 1, 1)), Map.of());
        case 6 -> then("HardSigmoid", List.of(), Map.of("alpha", 0.25f));
        default -> then("Max", List.of(array(new float[] {0.1f})), Map.of());
      }
    }

    private void constant() {
      String operator = List.of("Add", "Sub", "Mul", "Div").get(random.nextInt(4));
      String constant =
          random.nextBoolean() ? array(positive(channels), 1, channels, 1, 1) : array(positive(1));
      String output = name("v");
      boolean isSwapped = random.nextBoolean() && !operator.equals("Div");
      model.node(operator, isSwapped ? List.of(constant, last) : List.of(last, constant), output);
      last = output;
    }

    /** x + f(x). */
    private void branch() {
      String before = last;
      if (random.nextBoolean()) {
        batchNorm();
      } else {
        curve();
      }
      String output = name("v");
      String operator = List.of("Add", "Sub", "Mul", "Sum").get(random.nextInt(4));
      model.node(operator, List.of(before, last), output);
      last = output;
    }

    private void concat() {
      String before = last;
      curve();
      String output = name("v");
      model.node(
          "Concat", List.of(before, last), output, Map.of("axis", random.nextBoolean() ? 1 : -3));
      last = output;
      channels *= 2;
    }

    private void split() {
      if (channels < 2) {
        return;
      }
      int first = 1 + random.nextInt(channels - 1);
      String sizes = name("s");
      model.wholes(sizes, first, channels - first);
      String one = name("v");
      String other = name("v");
      model.node("", "Split", List.of(last, sizes), List.of(one, other), Map.of("axis", 1));
      last = name("v");
      model.node("Concat", List.of(other, one), last, Map.of("axis", 1));
    }

    private void pad() {
      String pads = name("p");
      int before = random.nextInt(2);
      int top = random.nextInt(2);
      int right = random.nextInt(3);
      model.wholes(pads, 0, before, top, 0, 0, 0, 1, right);
      then("Pad", List.of(pads), Map.of());
      channels += before;
      height += top + 1;
      width += right;
    }

    private void shuffle() {
      if (channels % 2 != 0) {
        return;
      }
      String parts = name("s");
      model.wholes(parts, 0, 2, channels / 2, height, width);
      then("Reshape", List.of(parts), Map.of());
      then("Transpose", List.of(), Map.of("perm", new long[] {0, 2, 1, 3, 4}));
      String whole = name("s");
      model.wholes(whole, -1, channels, height, width);
      then("Reshape", List.of(whole), Map.of());
    }

    /** There and back, with a product of each pixel in between. */
    private void channelsLast() {
      then("Transpose", List.of(), Map.of("perm", new long[] {0, 2, 3, 1}));
      int filters = 1 + random.nextInt(4);
      then("MatMul", List.of(array(floats(channels * filters, 0.5), channels, filters)), Map.of());
      channels = filters;
      then("Add", List.of(array(floats(channels, 1), channels)), Map.of());
      then("Transpose", List.of(), Map.of("perm", new long[] {0, 3, 1, 2}));
    }

    /** Away from the threshold, so that no rounding turns a sign. */
    private void sign() {
      if (random.nextBoolean()) {
        then("Sign", List.of(), Map.of());
        return;
      }
      String met = name("v");
      String zero = array(new float[] {0});
      model.node(
          List.of("Greater", "GreaterOrEqual", "Less", "LessOrEqual").get(random.nextInt(4)),
          List.of(last, zero),
          met);
      String output = name("v");
      model.node("Where", List.of(met, array(new float[] {0.5f}), array(new float[] {-2})), output);
      last = output;
    }

    /** x times a gate from its averages, as in squeeze and excitation. */
    private void gate() {
      String before = last;
      then("GlobalAveragePool", List.of(), Map.of());
      then("Sigmoid", List.of(), Map.of());
      String output = name("v");
      model.node("Mul", List.of(before, last), output);
      last = output;
    }

    /** Once: averages of levels lie between levels, where rounding errors decide. */
    private void levels() {
      if (hasLevels) {
        return;
      }
      hasLevels = true;
      String scale = array(new float[] {0.1f});
      String zero = name("z");
      model.bytes(zero, new byte[] {(byte) random.nextInt(10)});
      then("QuantizeLinear", List.of(scale, zero), Map.of());
      then("DequantizeLinear", List.of(scale, zero), Map.of());
    }

    private void stride() {
      String starts = name("s");
      String ends = name("s");
      String axes = name("s");
      String steps = name("s");
      model.wholes(starts, 0, 0);
      model.wholes(ends, Long.MAX_VALUE, Long.MAX_VALUE);
      model.wholes(axes, 2, 3);
      model.wholes(steps, 2, 2);
      then("Slice", List.of(starts, ends, axes, steps), Map.of());
      height = (height + 1) / 2;
      width = (width + 1) / 2;
    }

    /** Flattened or averaged, then dense, as Gemm or as MatMul. */
    private void end() {
      int inputs = channels;
      if (random.nextInt(3) == 0) {
        then("GlobalAveragePool", List.of(), Map.of());
      } else {
        inputs = channels * height * width;
      }
      if (random.nextBoolean()) {
        then("Flatten", List.of(), Map.of());
      } else {
        String shape = name("s");
        model.wholes(shape, random.nextBoolean() ? -1 : 1, inputs);
        then("Reshape", List.of(shape), Map.of());
      }
      if (random.nextBoolean()) {
        then("Mul", List.of(array(positive(inputs), inputs)), Map.of());
      }
      int classes = 2 + random.nextInt(3);
      if (random.nextBoolean()) {
        then(
            "Gemm",
            List.of(
                array(floats(classes * inputs, 0.3), classes, inputs),
                array(floats(classes, 1), classes)),
            Map.of("transB", 1, "alpha", 0.5f));
      } else {
        then("MatMul", List.of(array(floats(inputs * classes, 0.3), inputs, classes)), Map.of());
      }
    }
  }
}
