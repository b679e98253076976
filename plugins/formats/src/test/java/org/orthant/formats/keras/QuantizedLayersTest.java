package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orthant.formats.keras.KerasModel.layer;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Sign;

class QuantizedLayersTest {
  @TempDir Path folder;
  private KerasModel model;

  @BeforeEach
  void makeModel() {
    model = new KerasModel(folder);
  }

  /** A dense layer on three numbers with two filters. */
  private Layer dense(String type, String settings, float... kernel) {
    model
        .sequential("3", layer(type, "dense", "'use_bias': false" + settings))
        .array("dense", "dense/kernel:0", kernel, 3, 2);
    return KerasModel.node(KerasModel.graph(model.h5()), "dense", Product.class).layer();
  }

  /** What a network makes of numbers in a row that its only node, a quantizer, sees. */
  private float[] activated(String layer, float... numbers) {
    model
        .sequential(String.valueOf(numbers.length), layer, layer("Dense", "d", "'use_bias': false"))
        .array("d", "d/kernel:0", KerasModel.numbers(numbers.length), numbers.length, 1);
    Graph graph = KerasModel.graph(model.h5());
    INDArray row = Nd4j.create(numbers, new long[] {1, numbers.length}, 'c');
    return KerasModel.node(graph, "q", Quantize.class)
        .quantization()
        .map()
        .apply(row)
        .data()
        .asFloat();
  }

  @Test
  void larqSignsAreOneAtZero() {
    Layer layer =
        dense(
            "QuantDense",
            ", 'kernel_quantizer': {'class_name': 'SteSign', 'config': {'clip_value': 1.0}}",
            0.5f,
            -0.5f,
            0,
            0.1f,
            -2,
            -0.0f);
    assertThat(layer.continuous()).isTrue();
    assertThat(KerasModel.continuous(layer)).containsExactly(0.5f, 0, -2, -0.5f, 0.1f, -0.0f);
    assertThat(KerasModel.computed(layer)).containsExactly(1, 1, -1, -1, 1, 1);
    assertThat(layer.weightQuantization().orElseThrow().quantizer()).isEqualTo("sign");
  }

  @Test
  void larqKnowsTheMagnitudeOfAFilter() {
    Layer layer =
        dense(
            "Larq>QuantDense", ", 'kernel_quantizer': 'magnitude_aware_sign'", 1, -4, -2, 5, 3, 0);
    assertThat(KerasModel.computed(layer)).containsExactly(2, -2, 2, -3, 3, 3);
  }

  @Test
  void larqPadsWithOnesBehindTheSignsOfItsInputs() {
    model
        .sequential(
            "4, 4, 2",
            layer(
                "QuantConv2D",
                "conv",
                "'kernel_size': [3, 3], 'padding': 'same', 'pad_values': 1.0, 'use_bias': false",
                "'input_quantizer': 'ste_sign', 'kernel_quantizer': 'approx_sign'"),
            layer("GlobalAveragePooling2D", "mean"))
        .array("conv", "conv/kernel:0", KerasModel.numbers(54), 3, 3, 2, 3);
    Graph graph = KerasModel.graph(model.h5());
    assertThat(KerasModel.nodes(graph))
        .containsExactly(
            "Quantize conv/inputs(input)", "Product conv(conv/inputs)", "Pool mean(conv)");
    assertThat(KerasModel.node(graph, "conv/inputs", Quantize.class).quantization().map())
        .isEqualTo(new Sign(1));
    assertThat(KerasModel.node(graph, "conv", Product.class).layer().shape().padValue())
        .isEqualTo(1);
  }

  @Test
  void larqTernaryReachesItsThreshold() {
    assertThat(
            activated(
                layer("Activation", "q", "'activation': 'ste_tern'"),
                0.05f,
                0.049f,
                -0.049f,
                -0.05f,
                3))
        .containsExactly(1, 0, 0, -1, 1);
    Layer layer =
        dense(
            "QuantDense",
            ", 'kernel_quantizer': {'class_name': 'SteTern', 'config':"
                + " {'ternary_weight_networks': true}}",
            1,
            -1,
            0.1f,
            -0.1f,
            0.6f,
            -0.4f);
    // 0.7 times the mean magnitude 3.2/6 is 0.3733.
    assertThat(KerasModel.computed(layer)).containsExactly(1, 0, 1, -1, 0, -1);
  }

  @Test
  void dorefaHasStepsBetweenZeroAndOne() {
    assertThat(
            activated(
                layer(
                    "Activation",
                    "q",
                    "'activation': {'class_name': 'DoReFa', 'config': {'k_bit': 2}}"),
                -1,
                0.1f,
                0.2f,
                0.4f,
                0.9f,
                7))
        .containsExactly(0, 0, 1 / 3f, 1 / 3f, 1, 1);
  }

  /** Quantizers of images with what becomes of −3, −0.3, 0, 0.3, 0.6 and 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quantized_bits(3)                    | -1 -0.25 0 0.25 0.5 0.75
          quantized_bits(3,0,1)                | -0.75 -0.25 0 0.25 0.5 0.75
          quantized_bits(3,1)                  | -2 -0.5 0 0.5 0.5 1.5
          quantized_bits(2,0,keep_negative=0)  | 0 0 0 0.25 0.5 0.75
          quantized_relu(2)                    | 0 0 0 0.25 0.5 0.75
          quantized_relu(3,1)                  | 0 0 0 0.25 0.5 1.75
          quantized_tanh(3)                    | -1 -0.25 0 0.25 0.5 0.75
          quantized_tanh(3,symmetric=1)        | -0.75 -0.25 0 0.25 0.5 0.75
          ternary(threshold=0.5)               | -1 0 0 0 1 1
          ternary                              | -1 0 0 0 1 1
          binary                               | -1 -1 1 1 1 1
          """)
  void qkerasOfImages(String quantizer, String expected) {
    float[] numbers =
        activated(
            layer("QActivation", "q", "'activation': '" + quantizer + "'"),
            -3,
            -0.3f,
            0,
            0.3f,
            0.6f,
            3);
    assertThat(numbers).containsExactly(parsed(expected));
  }

  private static float[] parsed(String text) {
    String[] words = text.strip().split(" +", -1);
    float[] numbers = new float[words.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(words[i]);
    }
    return numbers;
  }

  @Test
  void qkerasWeightsWithAFactorOfOne() {
    Layer layer =
        dense(
            "QDense",
            ", 'kernel_quantizer': {'class_name': 'quantized_bits', 'config': {'bits': 3,"
                + " 'integer': 0, 'symmetric': 1, 'keep_negative': true, 'alpha': 1.0}}",
            0.3f,
            -0.3f,
            0.6f,
            2,
            -2,
            0.1f);
    assertThat(KerasModel.computed(layer)).containsExactly(0.25f, 0.5f, -0.75f, -0.25f, 0.75f, 0);
    assertThat(layer.weightQuantization().orElseThrow().quantizer()).isEqualTo("uniform, 3 bits");
  }

  @Test
  void qkerasFindsAFactorForEachFilter() {
    Layer layer =
        dense("QDense", ", 'kernel_quantizer': 'binary(alpha=^auto^)'", 1, 4, -2, -5, 3, 0);
    // The mean of w times its sign: 6/3, and 9/3, where 0 has the sign 1.
    assertThat(KerasModel.computed(layer))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(2, -2, 2, 3, -3, 3);
  }

  @Test
  void qkerasRoundsTheFactorOfWeightsToAPowerOfTwo() {
    float[] kernel = {1, 4, -2, -5, 3, 0};
    assertThat(KerasModel.computed(dense("QDense", ", 'kernel_quantizer': 'binary'", kernel)))
        .containsExactly(2, -2, 2, 4, -4, 4);
    // log2 3 = 1.58 becomes 2, and the largest of 3 bits, 3, meets the largest weight at a factor
    // of 1, which stays the best one.
    assertThat(
            KerasModel.computed(
                dense("QDense", ", 'kernel_quantizer': 'quantized_bits(3)'", 1, 3, -2, -3, 3, 1)))
        .containsExactly(1, -2, 3, 3, -3, 1);
  }

  @Test
  void qkerasTernaryFindsThresholdAndFactor() {
    Layer layer =
        dense("QDense", ", 'kernel_quantizer': 'ternary(alpha=^auto^)'", 3, 1, 3, 1, 0.1f, -1);
    // At first ⅔ of the largest: 2 and ⅔. What is beyond half of it has the mean magnitude 3 and 1.
    assertThat(KerasModel.computed(layer))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(3, 3, 0, 1, 1, -1);
  }

  @Test
  void qkerasQuantizesWhatBatchNormalizationMakesOfWeights() {
    model
        .sequential(
            "1, 1, 1",
            layer(
                "QConv2DBatchnorm",
                "conv",
                "'kernel_size': [1, 1], 'epsilon': 0.0, 'axis': [3]",
                "'kernel_quantizer': 'quantized_bits(4,0,alpha=1)'",
                "'bias_quantizer': 'quantized_bits(4,1)'"),
            layer("Flatten", "flat"))
        .array("conv", "conv/kernel:0", new float[] {0.5f, -0.5f}, 1, 1, 1, 2)
        .array("conv", "conv/bias:0", new float[] {1, 0}, 2)
        .array("conv", "conv/bn/gamma:0", new float[] {1, 3}, 2)
        .array("conv", "conv/bn/beta:0", new float[] {0.2f, 0}, 2)
        .array("conv", "conv/bn/moving_mean:0", new float[] {0, 1}, 2)
        .array("conv", "conv/bn/moving_variance:0", new float[] {4, 4}, 2);
    Graph graph = KerasModel.graph(model.h5());
    Layer layer = KerasModel.node(graph, "conv", Product.class).layer();
    assertThat(KerasModel.continuous(layer)).containsExactly(0.25f, -0.75f);
    assertThat(KerasModel.computed(layer)).containsExactly(0.25f, -0.75f);
    assertThat(KerasModel.node(graph, "conv/bias", Scale.class).shift().data().asFloat())
        .containsExactly(0.75f, -1.5f);
  }

  @Test
  void binaryNetHasNoZero() {
    Layer layer = dense("BinaryDense", ", 'H': 1.0", 0.5f, -0.5f, 0, 0.1f, -2, 3);
    assertThat(KerasModel.computed(layer)).containsExactly(1, -1, -1, -1, 1, 1);
    Layer glorot = dense("BinaryDense", ", 'H': 'Glorot'", 0.5f, -0.5f, 0, 0.1f, -2, 3);
    float scale = (float) Math.sqrt(1.5 / 5);
    assertThat(KerasModel.computed(glorot))
        .containsExactly(scale, -scale, -scale, -scale, scale, scale);
    assertThat(activated(layer("Activation", "q", "'activation': 'binary_tanh'"), 0, 1, -1))
        .containsExactly(-1, 1, -1);
  }

  @Test
  void ternaryNetHasAThresholdOfOneHalf() {
    Layer layer = dense("TernaryDense", ", 'H': 1.0", 0.5f, -0.5f, 0.51f, 0.1f, -2, 3);
    assertThat(KerasModel.computed(layer)).containsExactly(0, 1, -1, -1, 0, 1);
    assertThat(
            activated(
                layer("Activation", "q", "'activation': 'ternary_tanh'"),
                0.5f,
                0.51f,
                -0.5f,
                -0.4f))
        .containsExactly(0, 1, -1, 0);
  }
}
