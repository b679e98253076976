package org.orthant.formats.deeplearning4j.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** The classes of layers and vertices that are read, by their full names. */
public final class Layers {
  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers.";
  private static final String VERTICES = "org.deeplearning4j.nn.conf.graph.";

  private static final Map<String, LayerType> ALL =
      Map.ofEntries(
          Map.entry(LAYERS + "ConvolutionLayer", new Convolution()),
          Map.entry(LAYERS + "Convolution2D", new Convolution()),
          Map.entry(LAYERS + "DepthwiseConvolution2D", new DepthwiseConvolution()),
          Map.entry(LAYERS + "SeparableConvolution2D", new SeparableConvolution()),
          Map.entry(LAYERS + "DenseLayer", new DenseLayer()),
          Map.entry(LAYERS + "OutputLayer", new DenseLayer()),
          Map.entry(LAYERS + "BatchNormalization", new BatchNormalization()),
          Map.entry(LAYERS + "LossLayer", PlainLayers::function),
          Map.entry(LAYERS + "ActivationLayer", PlainLayers::function),
          Map.entry(LAYERS + "DropoutLayer", PlainLayers::dropout),
          Map.entry(LAYERS + "ZeroPaddingLayer", PlainLayers::zeroPadding),
          Map.entry(LAYERS + "SubsamplingLayer", Pooling::windows),
          Map.entry(LAYERS + "Pooling2D", Pooling::windows),
          Map.entry(LAYERS + "GlobalPoolingLayer", Pooling::global),
          Map.entry(VERTICES + "MergeVertex", Vertices::merge),
          Map.entry(VERTICES + "ElementWiseVertex", Vertices::elementWise),
          Map.entry(VERTICES + "ScaleVertex", Vertices::scale),
          Map.entry(VERTICES + "ShiftVertex", Vertices::shift),
          Map.entry(VERTICES + "SubsetVertex", Vertices::subset),
          Map.entry(VERTICES + "PreprocessorVertex", Vertices::preprocessor));

  private Layers() {}

  /**
   * The parameters of a layer or vertex, in their order; empty for a class that is not read.
   *
   * @throws IllegalArgumentException if its settings do not say how large they are
   * @throws ArithmeticException if they are larger than can be
   */
  public static Optional<List<Parameter>> parameters(Settings settings) {
    return Optional.ofNullable(ALL.get(settings.className())).map(type -> arrays(type, settings));
  }

  /** Those of a layer, none of which is larger than a long can say. */
  private static List<Parameter> arrays(LayerType type, Settings settings) {
    List<Parameter> arrays = type.parameters(settings);
    arrays.forEach(Parameter::count);
    return arrays;
  }

  /** Whether it leaves the order of the scores as it is. */
  public static boolean keepsOrder(Settings settings) {
    return switch (settings.simpleName()) {
      case "DropoutLayer" -> true;
      case "LossLayer", "ActivationLayer" -> Activations.keepOrder(settings);
      default -> false;
    };
  }

  /**
   * Adds a layer or vertex to the draft, or says there why it cannot be.
   *
   * @param preprocessor what is done to its first input before
   * @return what leaves it; empty where that is not known
   */
  public static Optional<Image> add(Call call, Optional<Settings> preprocessor) {
    String advice;
    try {
      refuseNoise(call);
      LayerType type = ALL.get(call.settings().className());
      if (type == null) {
        throw new UnsupportedException(Advice.on(call.settings()));
      }
      boolean isPlaced = call.inputs().stream().allMatch(Optional::isPresent);
      boolean isKnown = call.parameters().size() == arrays(type, call.settings()).size();
      if (!isKnown) {
        return Optional.empty();
      } else if (!isPlaced) {
        type.unplaced(call);
        return Optional.empty();
      }
      return Optional.of(type.apply(preprocessed(call, preprocessor)));
    } catch (UnsupportedException e) {
      advice = e.getMessage();
    } catch (IllegalArgumentException | ArithmeticException e) {
      advice = "it does not work here: " + e.getMessage();
    }
    call.draft().refuse(call.name(), Advice.shown(call.settings()), advice);
    return Advice.keepsShape(call.settings()) ? call.inputs().get(0) : Optional.empty();
  }

  /** Noise of DeepLearning4J's is for training alone; other classes may do anything. */
  private static void refuseNoise(Call call) {
    Settings noise = call.settings().of("weightNoise");
    if (noise.has("@class") && !noise.className().startsWith("org.deeplearning4j.")) {
      call.draft().refuse(call.name(), Advice.shown(noise), Advice.on(noise));
    }
  }

  private static Call preprocessed(Call call, Optional<Settings> preprocessor) {
    return preprocessor
        .map(settings -> call.with(Preprocessors.applied(call, settings, call.image())))
        .orElse(call);
  }
}
