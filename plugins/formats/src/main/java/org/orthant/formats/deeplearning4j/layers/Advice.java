package org.orthant.formats.deeplearning4j.layers;

import java.util.Map;
import java.util.Set;

/** What to use instead of classes that are not supported. */
final class Advice {
  private static final String ORTHANT = "org.orthant.";
  private static final int LONGEST = 100;

  private static final Map<String, String> NEAREST =
      Map.ofEntries(
          Map.entry("LocalResponseNormalization", "BatchNormalization is"),
          Map.entry("PReLULayer", "ActivationLayer with a leaky ReLU is"),
          Map.entry("Deconvolution2D", "ConvolutionLayer is"),
          Map.entry("Upsampling2D", "ConvolutionLayer and SubsamplingLayer with strides are"),
          Map.entry("SpaceToDepthLayer", "ConvolutionLayer with strides is"),
          Map.entry("SpaceToBatchLayer", "ConvolutionLayer with strides is"),
          Map.entry("Convolution1DLayer", "networks of images are"),
          Map.entry("Convolution3D", "networks of images are"),
          Map.entry("LSTM", "networks of images without recurrence are"),
          Map.entry("GravesLSTM", "networks of images without recurrence are"),
          Map.entry("SimpleRnn", "networks of images without recurrence are"),
          Map.entry("RnnOutputLayer", "OutputLayer is"),
          Map.entry("CnnLossLayer", "a score for each class is: OutputLayer and LossLayer are"),
          Map.entry("EmbeddingLayer", "networks of images are"),
          Map.entry("LocallyConnected2D", "ConvolutionLayer is"),
          Map.entry("PermutePreprocessor", "CnnToFeedForwardPreProcessor is"),
          Map.entry("L2NormalizeVertex", "BatchNormalization is"));

  private static final Set<String> KEEP_SHAPE =
      Set.of("LocalResponseNormalization", "PReLULayer", "L2NormalizeVertex");

  private static final String OTHERWISE =
      "docs/networks.md lists the layers and vertices of DeepLearning4J that are";

  private Advice() {}

  static String on(Settings settings) {
    return settings.className().startsWith(ORTHANT)
        ? "it is a layer of Orthant's own: run the network as { pretrained: NAME } or from its"
            + " parameters, or write it with --export and read that as { graph: { folder: DIR } }"
        : NEAREST.getOrDefault(settings.simpleName(), OTHERWISE);
  }

  static String onActivation(Settings function) {
    if (function.className().startsWith(ORTHANT)) {
      return on(function);
    }
    return function.simpleName().equals("ActivationSoftmax")
        ? "at the end of a network it is"
        : "identity, ReLU, ReLU6, leaky ReLU, tanh, hard tanh, sigmoid and hard sigmoid are";
  }

  /** Whether what leaves has the shape of what enters, so that the rest can be looked at. */
  static boolean keepsShape(Settings settings) {
    return KEEP_SHAPE.contains(settings.simpleName());
  }

  /** The class, for messages: without DeepLearning4J's packages, whole if it is of others. */
  static String shown(Settings settings) {
    String name = settings.className();
    boolean isTheirs = name.startsWith("org.deeplearning4j.") || name.startsWith("org.nd4j.");
    String shown = isTheirs ? settings.simpleName() : name;
    if (shown.isEmpty()) {
      return "something without a class";
    }
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
  }
}
