package org.orthant.formats.deeplearning4j.layers;

import java.util.Map;
import java.util.function.Function;
import org.orthant.api.graph.Curve;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** The functions of each number that layers apply to what they give. */
final class Activations {
  private static final String PACKAGE = "org.nd4j.linalg.activations.impl.";
  private static final String SOFTMAX = "ActivationSoftmax";
  private static final String IDENTITY = "ActivationIdentity";

  private static final Map<String, Function<Settings, Curve>> CURVES =
      Map.of(
          "ActivationReLU", Activations::relu,
          "ActivationReLU6", settings -> new Curve.Clip(0, 6),
          "ActivationLReLU",
              settings -> new Curve.LeakyRelu((float) settings.number("alpha", 0.01)),
          "ActivationTanH", settings -> new Curve.Tanh(),
          "ActivationHardTanH", settings -> new Curve.Clip(-1, 1),
          "ActivationSigmoid", settings -> new Curve.Sigmoid());

  private Activations() {}

  /** Whether the order of the numbers stays as it is. */
  static boolean keepOrder(Settings layer) {
    String name = layer.of("activationFn").simpleName();
    return name.equals(IDENTITY) || name.equals(SOFTMAX);
  }

  /**
   * Returns what a layer's function makes of an image; one that is not supported is passed over.
   */
  static Image applied(Call call, Image image) {
    Settings function = call.settings().of("activationFn");
    String name = function.simpleName();
    boolean isKnown = function.className().equals(PACKAGE + name);
    if (isKnown && name.equals(IDENTITY)) {
      return image;
    } else if (isKnown && name.equals(SOFTMAX) && call.isLast()) {
      call.draft().drop("softmax of " + call.name());
      return image;
    } else if (isKnown && name.equals("ActivationHardSigmoid")) {
      return hardSigmoid(call, image);
    }
    try {
      if (isKnown && CURVES.containsKey(name)) {
        Curve curve = CURVES.get(name).apply(function);
        return call.draft().function(call.name() + "/activation", image, curve);
      }
      throw new UnsupportedException(Advice.onActivation(function));
    } catch (UnsupportedException e) {
      call.draft().refuse(call.name(), Advice.shown(function), e.getMessage());
      return image;
    }
  }

  private static Curve relu(Settings settings) {
    double slope = settings.number("negativeSlope", 0);
    if (settings.number("threshold", 0) != 0 || (settings.has("max") && slope != 0)) {
      throw new UnsupportedException("without a threshold, and with either max or a slope, it is");
    } else if (settings.has("max")) {
      return new Curve.Clip(0, (float) settings.number("max", 0));
    }
    return slope == 0 ? new Curve.Relu() : new Curve.LeakyRelu((float) slope);
  }

  /** x/5 + ½, at least 0 and at most 1. */
  private static Image hardSigmoid(Call call, Image image) {
    Image line =
        call.draft().scale(call.name() + "/line", image, new double[] {0.2}, new double[] {0.5});
    return call.draft().function(call.name() + "/activation", line, new Curve.Clip(0, 1));
  }
}
