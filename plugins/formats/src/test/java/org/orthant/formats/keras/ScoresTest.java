package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orthant.formats.keras.KerasModel.layer;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.testkit.GraphScores;

/** What networks compute, against sums worked out by hand. */
class ScoresTest {
  private static final float[] ONE = {1};

  @TempDir Path folder;
  private KerasModel model;

  @BeforeEach
  void makeModel() {
    model = new KerasModel(folder);
  }

  private static float[] upTo(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i + 1;
    }
    return numbers;
  }

  private static float[] identity(int size) {
    float[] matrix = new float[size * size];
    for (int i = 0; i < size; i++) {
      matrix[i * size + i] = 1;
    }
    return matrix;
  }

  /** Behind a layer, all numbers as scores. */
  private KerasModel listed(String shape, int count, String... layers) {
    String[] all = Arrays.copyOf(layers, layers.length + 2);
    all[layers.length] = layer("Flatten", "flat");
    all[layers.length + 1] = layer("Dense", "list", "'use_bias': false");
    return model
        .sequential(shape, all)
        .array("list", "list/kernel:0", identity(count), count, count);
  }

  private float[] scores(float... image) {
    return GraphScores.of(KerasModel.graph(model.h5()), image);
  }

  @Test
  void averagesNeverCountPads() {
    listed("3, 3, 1", 4, layer("AveragePooling2D", "pool", "'padding': 'same'"));
    assertThat(scores(upTo(9))).containsExactly(3, 4.5f, 7.5f, 9);
  }

  @Test
  void aStrideOfTwoBeginsAtTheFirstPixel() {
    listed(
            "4, 4, 1",
            4,
            layer(
                "Conv2D",
                "conv",
                "'kernel_size': [3, 3], 'strides': [2, 2], 'padding': 'same', 'use_bias': false"))
        .array("conv", "conv/kernel:0", ONE, 3, 3, 1, 1);
    // Rows and columns 1 … 3, and 3 … 4 with pads behind them.
    assertThat(scores(upTo(16))).containsExactly(54, 45, 72, 54);
  }

  @Test
  void larqPadsWithOnes() {
    listed(
            "2, 2, 1",
            4,
            layer(
                "QuantConv2D",
                "conv",
                "'kernel_size': [3, 3], 'padding': 'same', 'pad_values': 1.0, 'use_bias': false",
                "'input_quantizer': 'ste_sign', 'kernel_quantizer': 'ste_sign'"))
        .array("conv", "conv/kernel:0", ONE, 3, 3, 1, 1);
    // Five pads and the signs 1, −1, −1, 1, of which the last is that of 0.
    assertThat(scores(3, -2, -0.5f, 0)).containsExactly(5, 5, 5, 5);
  }

  @Test
  void depthwiseFiltersMeetTheirOwnChannel() {
    listed(
            "1, 1, 2",
            4,
            layer("DepthwiseConv2D", "depth", "'use_bias': true, 'depth_multiplier': 2"))
        .array("depth", "depth/depthwise_kernel:0", upTo(4), 1, 1, 2, 2)
        .array("depth", "depth/bias:0", upTo(4), 4);
    assertThat(scores(10, 100)).containsExactly(11, 22, 303, 404);
  }

  @Test
  void ternaryWeightsAndQuantizedInputs() {
    model
        .sequential(
            "3",
            layer("QActivation", "relu", "'activation': 'quantized_relu(2,1)'"),
            layer("TernaryDense", "head", "'H': 1.0"))
        .array("head", "head/kernel:0", new float[] {0.6f, 0.4f, -0.7f, 0.9f, 0.1f, -0.5f}, 3, 2)
        .array("head", "head/bias:0", new float[] {0, 1}, 2);
    // The inputs become 0.5, 1.5 and 0; the weights 1, −1, 0 and 0, 1, −1.
    assertThat(scores(0.6f, 9, -1)).containsExactly(-1, 2.5f);
  }
}
