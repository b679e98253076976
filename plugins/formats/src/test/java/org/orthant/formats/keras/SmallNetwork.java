package org.orthant.formats.keras;

import static org.orthant.formats.keras.KerasModel.layer;

import java.nio.file.Path;

/** A small network with continuous and with quantized weights, as Keras writes it. */
public final class SmallNetwork {
  private SmallNetwork() {}

  /**
   * Writes it for images of 8 × 8 × 1 and three classes.
   *
   * @return the file in that folder
   */
  public static Path write(Path folder) {
    return new KerasModel(folder)
        .sequential(
            "8, 8, 1",
            layer(
                "Conv2D",
                "=1, …",
                "'kernel_size': [3, 3], 'strides': [2, 2], 'padding': 'same', 'activation': 'relu'"),
            layer(
                "QuantConv2D",
                "b <c>..",
                "'kernel_size': [3, 3], 'padding': 'same', 'pad_values': 1.0, 'use_bias': false",
                "'input_quantizer': 'ste_sign', 'kernel_quantizer': 'magnitude_aware_sign'"),
            layer("BatchNormalization", "norm", "'axis': [3]"),
            layer("GlobalAveragePooling2D", "mean"),
            layer("Dense", "head", "'activation': 'softmax'"))
        .array("=1, …", "kernel:0", KerasModel.numbers(36), 3, 3, 1, 4)
        .array("=1, …", "bias:0", KerasModel.numbers(4), 4)
        .array("b <c>..", "kernel:0", KerasModel.numbers(144), 3, 3, 4, 4)
        .array("norm", "norm/gamma:0", new float[] {1}, 4)
        .array("norm", "norm/beta:0", KerasModel.numbers(4), 4)
        .array("norm", "norm/moving_mean:0", KerasModel.numbers(4), 4)
        .array("norm", "norm/moving_variance:0", new float[] {1}, 4)
        .array("head", "head/kernel:0", KerasModel.numbers(12), 4, 3)
        .array("head", "head/bias:0", KerasModel.numbers(3), 3)
        .h5();
  }
}
