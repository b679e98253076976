package org.orthant.formats.folder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.graph.Curve;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.folder.yaml.Form;

/** The kinds of nodes that apply a continuous function to each number. */
final class Curves {
  static final Map<String, Kind> KINDS = kinds();

  private Curves() {}

  /** Makes a curve of what enters it. */
  @FunctionalInterface
  private interface Maker {
    Curve make(ImageShape input, NodeArrays arrays);
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("relu", kind(parameters -> always(new Curve.Relu())));
    kinds.put("clip", kind(Curves::clip));
    kinds.put("leaky-relu", kind(Curves::leakyRelu));
    kinds.put("prelu", kind(Curves::prelu));
    kinds.put("tanh", kind(parameters -> always(new Curve.Tanh())));
    kinds.put("sigmoid", kind(parameters -> always(new Curve.Sigmoid())));
    kinds.put("hard-swish", kind(parameters -> always(new Curve.HardSwish())));
    kinds.put("hard-sigmoid", kind(parameters -> always(new Curve.HardSigmoid())));
    kinds.put("hard-tanh", kind(parameters -> always(new Curve.Clip(-1, 1))));
    return Collections.unmodifiableMap(kinds);
  }

  private static Kind kind(Function<Parameters, Maker> reader) {
    return node -> {
      String input = node.input();
      Maker curve = reader.apply(node.parameters());
      return node.draft(
          input,
          (inputs, arrays) ->
              new org.orthant.api.graph.Function(
                  node.name(), input, curve.make(inputs.get(0), arrays)));
    };
  }

  private static Maker always(Curve curve) {
    return (input, arrays) -> curve;
  }

  private static Maker clip(Parameters parameters) {
    float low = parameters.required("low", Form.LIMIT, 0f);
    float high = parameters.required("high", Form.LIMIT, Float.POSITIVE_INFINITY);
    if (low > high) {
      parameters.refuse(
          parameters.line(), "low: must be at most high, and " + low + " is more than " + high);
    }
    return (input, arrays) -> new Curve.Clip(low, high);
  }

  private static Maker leakyRelu(Parameters parameters) {
    float slope = parameters.required("slope", Form.NUMBER, 0f);
    return (input, arrays) -> new Curve.LeakyRelu(slope);
  }

  private static Maker prelu(Parameters parameters) {
    Optional<ArrayFile> slopes = parameters.requiredFloats("slopes");
    return (input, arrays) -> new Curve.Prelu(arrays.of(slopes.orElseThrow(), input.channels()));
  }
}
