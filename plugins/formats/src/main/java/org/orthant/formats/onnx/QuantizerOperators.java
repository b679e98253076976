package org.orthant.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.api.model.Quantization;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.Rounding;
import org.orthant.formats.draft.StepLevels;
import org.orthant.formats.draft.UniformLevels;
import org.orthant.formats.draft.UnsupportedException;

/** Signs in all their forms, and quantizers with more levels. */
final class QuantizerOperators {
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int UINT16 = 4;
  private static final int INT16 = 5;

  static final Map<String, Operator> ALL =
      Map.<String, Function<Call, Value>>ofEntries(
              Map.entry("Sign", QuantizerOperators::sign),
              Map.entry("BipolarQuant", QuantizerOperators::bipolar),
              Map.entry("Quant", QuantizerOperators::uniform),
              Map.entry("IntQuant", QuantizerOperators::uniform),
              Map.entry("MultiThreshold", QuantizerOperators::stairs),
              Map.entry("QuantizeLinear", QuantizerOperators::quantizeLinear),
              Map.entry("DequantizeLinear", QuantizerOperators::dequantizeLinear),
              Map.entry("Greater", call -> compared(call, true, false)),
              Map.entry("GreaterOrEqual", call -> compared(call, true, true)),
              Map.entry("Less", call -> compared(call, false, false)),
              Map.entry("LessOrEqual", call -> compared(call, false, true)),
              Map.entry("Not", QuantizerOperators::not),
              Map.entry("Where", QuantizerOperators::where),
              Map.entry("Cast", QuantizerOperators::cast))
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> Operator.one(entry.getValue())));

  private QuantizerOperators() {}

  private static Value sign(Call call) {
    if (call.isConstant(0)) {
      return quantized(call, call.constant(0).map(Math::signum), "sign");
    }
    return call.flow(call.draft().sign(call.name(), call.image(0), 0));
  }

  /** Returns what an array became, with what it was first as the continuous weights. */
  private static Value quantized(Call call, Numbers computed, String quantizer) {
    return new Value.Constant(call.weights(0).quantized(computed, quantizer));
  }

  /** QONNX: scale times the sign, 0 becoming +1. */
  private static Value bipolar(Call call) {
    Numbers scale = call.constant(1);
    if (call.isConstant(0)) {
      Numbers signs = call.constant(0).map(number -> number >= 0 ? 1 : -1);
      return quantized(
          call, signs.combined(scale, (sign, factor) -> sign * factor), "sign times a scale");
    }
    Image image = call.flattened(call.image(0));
    double[] scales = call.perChannel(image, scale);
    boolean isSign = Arrays.stream(scales).allMatch(each -> each == 1);
    Image signs = call.draft().sign(isSign ? call.name() : call.name() + "/sign", image, 1);
    return call.flow(
        isSign ? signs : call.draft().scale(call.name(), signs, scales, new double[] {0}));
  }

  /** QONNX: whole numbers of so many bits, times a scale. */
  private static Value uniform(Call call) {
    double bits = call.constant(3).single();
    if (bits < 1 || bits > 32) {
      throw new IllegalArgumentException("has " + bits + " bits");
    }
    boolean isSigned = call.node().whole("signed").orElse(1) == 1;
    int narrow = (int) call.node().whole("narrow").orElse(0);
    double high = isSigned ? StrictMath.pow(2, bits - 1) - 1 : StrictMath.pow(2, bits) - 1 - narrow;
    double low = isSigned ? narrow - StrictMath.pow(2, bits - 1) : 0;
    Rounding rounding =
        switch (call.node().text("rounding_mode").orElse("ROUND").toUpperCase(Locale.ROOT)) {
          case "ROUND", "HALF_EVEN" -> Rounding.HALF_EVEN;
          case "FLOOR" -> Rounding.FLOOR;
          case "CEIL" -> Rounding.CEILING;
          case "ROUND_TO_ZERO", "DOWN" -> Rounding.TOWARDS_ZERO;
          case "HALF_UP" -> Rounding.HALF_AWAY;
          default ->
              throw new UnsupportedException(
                  "rounding_mode = ROUND, FLOOR, CEIL or ROUND_TO_ZERO is supported");
        };
    return levels(call, 1, 2, low, high, rounding, words(bits, isSigned));
  }

  private static String words(double bits, boolean isSigned) {
    return String.format(
        Locale.ROOT, "uniform, %.0f bits%s", bits, isSigned ? "" : ", not negative");
  }

  private static Value levels(
      Call call,
      int scaleInput,
      int zeroInput,
      double low,
      double high,
      Rounding rounding,
      String words) {
    Numbers scale = call.constant(scaleInput);
    Numbers zero = call.has(zeroInput) ? call.constant(zeroInput) : Numbers.of(new double[] {0});
    if (call.isConstant(0)) {
      Numbers places =
          call.constant(0)
              .combined(scale, (number, factor) -> (float) number / (float) factor)
              .map(place -> rounding.of((float) place))
              .combined(
                  zero, (place, shift) -> Math.max(low, Math.min(high, place + shift)) - shift);
      return quantized(call, places.combined(scale, (place, factor) -> place * factor), words);
    }
    Image image = call.flattened(call.image(0));
    UniformLevels map =
        new UniformLevels(
            floats(call.perChannel(image, scale)),
            floats(call.perChannel(image, zero)),
            (float) low,
            (float) high,
            rounding);
    return call.flow(
        call.draft()
            .quantize(
                call.name(), image, new Quantization(words, map, Optional.of(map.storage()))));
  }

  private static List<Float> floats(double... numbers) {
    return Arrays.stream(numbers).mapToObj(number -> (float) number).toList();
  }

  /** FINN: how many thresholds a number reaches. */
  private static Value stairs(Call call) {
    Image image = call.flattened(call.image(0));
    Numbers thresholds = call.constant(1);
    boolean channelsLast = call.node().text("data_layout").orElse("").endsWith("C");
    boolean fits =
        thresholds.rank() == 2
            && (thresholds.size(0) == 1 || thresholds.size(0) == image.shape().channels())
            && image.axes().isChannelAxis(channelsLast ? image.axes().rank() - 1 : 1);
    if (!fits) {
      throw new UnsupportedException("thresholds [channels, steps] are supported");
    }
    double scale = call.node().number("out_scale").orElse(1);
    double shift = call.node().number("out_bias").orElse(0);
    double[] numbers = thresholds.doubles();
    if (thresholds.size(1) == 1) {
      return stepped(call, image, numbers, shift, scale + shift, true);
    }
    List<List<Float>> steps = new ArrayList<>();
    for (int channel = 0; channel < thresholds.size(0); channel++) {
      int from = channel * thresholds.size(1);
      steps.add(floats(Arrays.copyOfRange(numbers, from, from + thresholds.size(1))));
    }
    String words = String.format(Locale.ROOT, "%d levels", thresholds.size(1) + 1);
    StepLevels map = new StepLevels(steps, (float) scale, (float) shift);
    return call.flow(
        call.draft()
            .quantize(
                call.name(), image, new Quantization(words, map, Optional.of(map.storage()))));
  }

  /** One value below a threshold and another above it: a sign between a shift and a scale. */
  private static Value stepped(
      Call call, Image image, double[] threshold, double below, double above, boolean atThreshold) {
    Image shifted =
        call.draft()
            .scale(
                call.name() + "/threshold",
                image,
                new double[] {1},
                Arrays.stream(threshold).map(each -> -each).toArray());
    boolean isSign = below == -1 && above == 1;
    Image signs =
        call.draft()
            .sign(isSign ? call.name() : call.name() + "/sign", shifted, atThreshold ? 1 : -1);
    return call.flow(
        isSign
            ? signs
            : call.draft()
                .scale(
                    call.name(),
                    signs,
                    new double[] {(above - below) / 2},
                    new double[] {(above + below) / 2}));
  }

  private static Value compared(Call call, boolean isGreater, boolean orEqual) {
    if (call.isImage(0) == call.isImage(1)) {
      throw new UnsupportedException("with a constant it is supported");
    }
    boolean imageFirst = call.isImage(0);
    double threshold = call.constant(imageFirst ? 1 : 0).single();
    // x < t is not (x ≥ t), and t > x is x < t.
    boolean isAbove = isGreater == imageFirst;
    return new Value.Condition(
        call.image(imageFirst ? 0 : 1), threshold, isAbove == orEqual, !isAbove);
  }

  private static Value not(Call call) {
    if (!(call.value(0) instanceof Value.Condition condition)) {
      throw new UnsupportedException("of a comparison it is supported");
    }
    return new Value.Condition(
        condition.image(), condition.threshold(), condition.atThreshold(), !condition.isNegated());
  }

  private static Value where(Call call) {
    if (!(call.value(0) instanceof Value.Condition condition)) {
      throw new UnsupportedException("of a comparison with a constant it is supported");
    }
    return chosen(call, condition, call.constant(1).single(), call.constant(2).single());
  }

  private static Value chosen(Call call, Value.Condition condition, double met, double unmet) {
    return stepped(
        call,
        condition.image(),
        new double[] {condition.threshold()},
        condition.isNegated() ? met : unmet,
        condition.isNegated() ? unmet : met,
        condition.atThreshold());
  }

  private static Value cast(Call call) {
    return call.value(0) instanceof Value.Condition condition
        ? chosen(call, condition, 1, 0)
        : call.value(0);
  }

  private static Value quantizeLinear(Call call) {
    int type =
        call.has(2)
            ? call.file().type(call.node().inputs().get(2))
            : (int) call.node().whole("output_dtype").orElse(UINT8);
    return new Value.Quantized(
        switch (type == 0 ? UINT8 : type) {
          case UINT8 -> levels(alongAxis(call), 1, 2, 0, 255, Rounding.HALF_EVEN, words(8, false));
          case INT8 -> levels(alongAxis(call), 1, 2, -128, 127, Rounding.HALF_EVEN, words(8, true));
          case UINT16 ->
              levels(alongAxis(call), 1, 2, 0, 65535, Rounding.HALF_EVEN, words(16, false));
          case INT16 ->
              levels(alongAxis(call), 1, 2, -32768, 32767, Rounding.HALF_EVEN, words(16, true));
          default -> throw new UnsupportedException("to 8 or 16 bits it is supported");
        });
  }

  /**
   * Returns the same with scales and zeros on the axis that they are for, as NumPy would need them.
   */
  private static Call alongAxis(Call call) {
    List<Value> inputs = new ArrayList<>(call.inputs());
    for (int i = 1; i < Math.min(3, inputs.size()); i++) {
      if (call.has(i) && call.constant(i).rank() == 1 && call.constant(i).count() > 1) {
        inputs.set(i, new Value.Constant(spreadAlong(call, call.constant(i))));
      }
    }
    return new Call(call.node(), inputs, call.draft(), call.file(), call.isLast());
  }

  private static Numbers spreadAlong(Call call, Numbers numbers) {
    int rank = call.isConstant(0) ? call.constant(0).rank() : call.image(0).axes().rank();
    int axis = ShapeOperators.axis(call.node().whole("axis").orElse(1), rank);
    int[] sizes = new int[rank - axis];
    Arrays.fill(sizes, 1);
    sizes[0] = numbers.count();
    return numbers.reshaped(sizes);
  }

  private static Value dequantizeLinear(Call call) {
    if (call.inputs().get(0) instanceof Value.Quantized quantized) {
      return quantized.dequantized();
    }
    if (!call.isConstant(0)) {
      throw new UnsupportedException("behind a QuantizeLinear it is supported");
    }
    Call along = alongAxis(call);
    Numbers whole = along.constant(0);
    Numbers zero = along.has(2) ? along.constant(2) : Numbers.of(new double[] {0});
    Numbers computed =
        whole
            .combined(zero, (number, shift) -> number - shift)
            .combined(along.constant(1), (number, factor) -> number * factor);
    Optional<LayerWeights.Source> source =
        Optional.of(new LayerWeights.Source(computed, "uniform, whole numbers", false));
    return new Value.Constant(new LayerWeights(computed, source));
  }
}
