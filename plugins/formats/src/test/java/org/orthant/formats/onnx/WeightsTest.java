package org.orthant.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.api.array.Floats;
import org.orthant.api.inspection.InspectedLayer;
import org.orthant.api.model.Layer;

/** What is known of weights that a file holds as they were, quantized, or both. */
class WeightsTest {
  private static final float[] WEIGHTS = {0.5f, -0.2f, 0.1f, -0.9f, 0.4f, -0.3f, 0.2f, 0.7f};

  private static OnnxModel model() {
    return new OnnxModel(13).input("x", 4).output("y");
  }

  private static Layer layer(OnnxModel model) {
    return Conversion.graph(model.node("Gemm", List.of("x", "q"), "y", Map.of("transB", 1)).bytes())
        .layers()
        .get(0);
  }

  private static float[] computed(Layer layer) {
    return Floats.of(layer.weightQuantization().orElseThrow().map().apply(layer.weights()));
  }

  @Test
  void weightsAsTheyAreAreContinuous() {
    Layer layer = layer(model().floats("q", WEIGHTS, 2, 4));
    assertThat(layer.continuous()).isTrue();
    assertThat(layer.weightQuantization()).isEmpty();
  }

  @Test
  void signsOfTheContinuousKeepBoth() {
    Layer layer = layer(model().floats("w", WEIGHTS, 2, 4).node("Sign", List.of("w"), "q"));
    assertThat(layer.continuous()).isTrue();
    assertThat(Floats.of(layer.weights())).containsExactly(WEIGHTS);
    assertThat(computed(layer)).containsExactly(1, -1, 1, -1, 1, -1, 1, 1);
  }

  @Test
  void nothingButSignsLeavesTheContinuousUnknown() {
    float[] signs = {1, -1, 1, -1, 1, -1, 1, 1};
    assertThat(layer(model().floats("q", signs, 2, 4)).continuous()).isFalse();
    Layer quantized = layer(model().floats("w", signs, 2, 4).node("Sign", List.of("w"), "q"));
    assertThat(quantized.continuous()).isFalse();
    assertThat(Floats.of(quantized.weights())).containsExactly(signs);
  }

  @Test
  void scalesOfFiltersAreComputedWithToo() {
    Layer layer =
        layer(
            model()
                .floats("w", WEIGHTS, 2, 4)
                .floats("alpha", new float[] {0.5f, 2}, 2, 1)
                .node("Sign", List.of("w"), "signs")
                .node("Mul", List.of("signs", "alpha"), "q"));
    assertThat(Floats.of(layer.weights())).containsExactly(WEIGHTS);
    assertThat(computed(layer)).containsExactly(0.5f, -0.5f, 0.5f, -0.5f, 2, -2, 2, 2);
  }

  @Test
  void signsOfWeightsInDisguise() {
    OnnxModel larq =
        model()
            .floats("w", WEIGHTS, 2, 4)
            .number("tenth", 0.1f)
            .node("Sign", List.of("w"), "first")
            .node("Add", List.of("first", "tenth"), "moved")
            .node("Sign", List.of("moved"), "q");
    OnnxModel compared =
        model()
            .floats("w", WEIGHTS, 2, 4)
            .number("zero", 0)
            .number("one", 1)
            .number("minus", -1)
            .node("Greater", List.of("w", "zero"), "met")
            .node("Where", List.of("met", "one", "minus"), "q");
    OnnxModel traced =
        model()
            .floats("w", WEIGHTS, 2, 4)
            .node("Sign", List.of("w"), "signs")
            .node("Sub", List.of("signs", "w"), "difference")
            .node("Add", List.of("difference", "w"), "q");
    for (OnnxModel model : List.of(larq, compared, traced)) {
      Layer layer = layer(model);
      assertThat(layer.continuous()).isTrue();
      assertThat(Floats.of(layer.weights())).containsExactly(WEIGHTS);
      assertThat(computed(layer)).containsExactly(1, -1, 1, -1, 1, -1, 1, 1);
    }
  }

  @Test
  void meanMagnitudesOfFiltersScaleTheirSigns() {
    Layer layer =
        layer(
            model()
                .floats("w", WEIGHTS, 2, 4)
                .node("Abs", List.of("w"), "sizes")
                .node("ReduceMean", List.of("sizes"), "alpha", Map.of("axes", new long[] {1}))
                .node("Sign", List.of("w"), "signs")
                .node("Mul", List.of("signs", "alpha"), "q"));
    assertThat(Floats.of(layer.weights())).containsExactly(WEIGHTS);
    assertThat(computed(layer)[0]).isCloseTo(1.7f / 4, within(1e-6f));
    assertThat(computed(layer)[5]).isCloseTo(-1.6f / 4, within(1e-6f));
  }

  @Test
  void weightsBetweenQuantizeAndDequantizeKeepBoth() {
    Layer layer =
        layer(
            model()
                .floats("w", WEIGHTS, 2, 4)
                .number("scale", 0.25f)
                .bytes("zero", new byte[] {0})
                .node("QuantizeLinear", List.of("w", "scale", "zero"), "whole")
                .node("DequantizeLinear", List.of("whole", "scale", "zero"), "q"));
    assertThat(Floats.of(layer.weights())).containsExactly(WEIGHTS);
    assertThat(computed(layer)).containsExactly(0.5f, -0.25f, 0, -1, 0.5f, -0.25f, 0.25f, 0.75f);
  }

  @Test
  void wholeNumbersOfTheFileLeaveTheContinuousUnknown() {
    Layer layer =
        layer(
            model()
                .bytes("whole", new byte[] {4, -1, 2, 7, -3, 5, 0, 1}, 2, 4)
                .floats("scale", new float[] {0.5f, 2}, 2)
                .node("DequantizeLinear", List.of("whole", "scale"), "q", Map.of("axis", 0)));
    assertThat(layer.continuous()).isFalse();
    assertThat(Floats.of(layer.weights())).containsExactly(2, -0.5f, 1, 3.5f, -6, 10, 0, 2);
  }

  @Test
  void inspectionNamesQuantizersOfWeightsAndInputs() {
    OnnxModel model =
        model()
            .floats("w", WEIGHTS, 2, 4)
            .node("Sign", List.of("x"), "s")
            .node("Sign", List.of("w"), "q")
            .node("Gemm", List.of("s", "q"), "y", Map.of("transB", 1));
    InspectedLayer layer = Conversion.read(model.bytes()).inspection().layers().get(0);
    assertThat(layer.weightQuantizer()).contains("sign");
    assertThat(layer.inputQuantizer()).contains("sign");
    assertThat(layer.values()).isEqualTo("±1");
  }
}
