package org.orthant.formats.keras;

import java.util.Map;
import java.util.Set;

/** What to use instead of layers that are not supported. */
final class Advice {
  private static final String RECURRENT = "networks of images without recurrence are";
  private static final String CURVES = "ReLU, LeakyReLU, PReLU and Activation are";
  private static final String STRIDES = "Conv2D and pools with strides are";
  private static final String NORMS = "BatchNormalization is";

  private static final Map<String, String> NEAREST =
      Map.ofEntries(
          Map.entry("Lambda", "it carries code, which is not run; layers of Keras are"),
          Map.entry("TFOpLambda", "it carries an operation of TensorFlow; layers such as Add are"),
          Map.entry("SlicingOpLambda", "it carries an operation of TensorFlow; layers are"),
          Map.entry("LSTM", RECURRENT),
          Map.entry("GRU", RECURRENT),
          Map.entry("SimpleRNN", RECURRENT),
          Map.entry("Bidirectional", RECURRENT),
          Map.entry("TimeDistributed", RECURRENT),
          Map.entry("MultiHeadAttention", "networks without attention are"),
          Map.entry("Embedding", "networks of images are"),
          Map.entry("LayerNormalization", NORMS),
          Map.entry("GroupNormalization", NORMS),
          Map.entry("UnitNormalization", NORMS),
          Map.entry("QBatchNormalization", "BatchNormalization and QConv2DBatchnorm are"),
          Map.entry("ELU", CURVES),
          Map.entry("ThresholdedReLU", CURVES),
          Map.entry("Resizing", "images of the size that the network takes are"),
          Map.entry("UpSampling2D", STRIDES),
          Map.entry("Cropping2D", STRIDES),
          Map.entry("Conv2DTranspose", "Conv2D is"),
          Map.entry("QConv2DTranspose", "QConv2D is"),
          Map.entry("Conv1D", "Conv2D is"),
          Map.entry("Conv3D", "Conv2D is"),
          Map.entry("LocallyConnected2D", "Conv2D is"),
          Map.entry("Maximum", "Add, Average, Subtract, Multiply and Concatenate are"),
          Map.entry("Minimum", "Add, Average, Subtract, Multiply and Concatenate are"),
          Map.entry("Dot", "Add, Average, Subtract, Multiply and Concatenate are"));

  private static final Set<String> KEEP_SHAPE =
      Set.of(
          "LayerNormalization",
          "GroupNormalization",
          "UnitNormalization",
          "QBatchNormalization",
          "ELU",
          "ThresholdedReLU",
          "Activation",
          "QActivation",
          "Softmax");

  private static final String OTHERWISE =
      "layers of Keras, Larq, QKeras and hls4ml for images are; a class of one's own carries code";

  private Advice() {}

  static String on(String type) {
    return NEAREST.getOrDefault(type, OTHERWISE);
  }

  /** Whether what leaves has the shape of what enters, so that the rest can be looked at. */
  static boolean keepsShape(String type) {
    return KEEP_SHAPE.contains(type);
  }
}
