package org.orthant.formats.onnx;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.api.graph.Curve;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/** Functions of each number. */
final class CurveOperators {
  static final Map<String, Operator> ALL =
      Map.<String, Function<Call, Value>>ofEntries(
              Map.entry("Relu", call -> curve(call, new Curve.Relu())),
              Map.entry("Tanh", call -> curve(call, new Curve.Tanh())),
              Map.entry("Sigmoid", call -> curve(call, new Curve.Sigmoid())),
              Map.entry("HardSwish", call -> curve(call, new Curve.HardSwish())),
              Map.entry(
                  "LeakyRelu",
                  call ->
                      curve(
                          call,
                          new Curve.LeakyRelu((float) call.node().number("alpha").orElse(0.01)))),
              Map.entry("Clip", CurveOperators::clip),
              Map.entry("Max", call -> limited(call, true)),
              Map.entry("Min", call -> limited(call, false)),
              Map.entry("HardSigmoid", CurveOperators::hardSigmoid),
              Map.entry("PRelu", CurveOperators::prelu))
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> Operator.one(entry.getValue())));

  private CurveOperators() {}

  private static Value curve(Call call, Curve curve) {
    return call.flow(call.draft().function(call.name(), call.image(0), curve));
  }

  private static Value clip(Call call) {
    double low = call.number(1, "min").orElse(Double.NEGATIVE_INFINITY);
    double high = call.number(2, "max").orElse(Double.POSITIVE_INFINITY);
    return clipped(call, 0, low, high);
  }

  private static Value clipped(Call call, int input, double low, double high) {
    Curve curve =
        low == 0 && high >= Float.MAX_VALUE
            ? new Curve.Relu()
            : new Curve.Clip((float) low, (float) high);
    return call.flow(call.draft().function(call.name(), call.image(input), curve));
  }

  /** The larger or smaller of a number and a constant. */
  private static Value limited(Call call, boolean isMaximum) {
    if (call.inputs().size() != 2 || call.isImage(0) == call.isImage(1)) {
      throw new UnsupportedException("of one image and one number it is supported");
    }
    int image = call.isImage(0) ? 0 : 1;
    double limit = call.constant(1 - image).single();
    return isMaximum
        ? clipped(call, image, limit, Double.POSITIVE_INFINITY)
        : clipped(call, image, Double.NEGATIVE_INFINITY, limit);
  }

  private static Value hardSigmoid(Call call) {
    double alpha = call.node().number("alpha").orElse(0.2f);
    double beta = call.node().number("beta").orElse(0.5);
    if (Math.abs(alpha - 1 / 6.0) < 1e-6 && beta == 0.5) {
      return curve(call, new Curve.HardSigmoid());
    }
    Image line =
        call.draft()
            .scale(call.name() + "/line", call.image(0), new double[] {alpha}, new double[] {beta});
    return call.flow(call.draft().function(call.name(), line, new Curve.Clip(0, 1)));
  }

  private static Value prelu(Call call) {
    Image image = call.flattened(call.image(0));
    double[] slopes = call.perChannel(image, call.constant(1));
    if (slopes.length == 1) {
      return call.flow(
          call.draft().function(call.name(), image, new Curve.LeakyRelu((float) slopes[0])));
    }
    return call.flow(call.draft().prelu(call.name(), image, Numbers.of(slopes, slopes.length)));
  }
}
