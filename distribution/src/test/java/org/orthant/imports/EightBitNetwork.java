package org.orthant.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.run.inference.AsTrained;
import org.orthant.framework.run.inference.CalibrationInputs;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.InputQuantizers;
import org.orthant.framework.run.layer.InputSample;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;
import org.orthant.quantizers.uniform.Uniform;

/** A network whose weights, and what enters its layers, Orthant quantizes to 8 bits. */
final class EightBitNetwork {
  private static final int CALIBRATION_IMAGES = 256;
  private static final Map<String, Quantizer> QUANTIZERS = Map.of("int8", new Uniform());
  private static final Weights WEIGHTS = Weights.quantizedBy("int8");
  private static final Inputs INPUTS = Inputs.quantizedBy("int8");

  private final Graph graph;
  private final List<QuantizedLayer> layers;
  private final Network network;

  /**
   * Fits the quantizers.
   *
   * @param training what those of inputs are fitted to
   */
  EightBitNetwork(Graph graph, Split training) {
    this.graph = graph;
    Network asTrained = AsTrained.network(graph, Arithmetic.chosen());
    this.layers =
        graph.layers().stream().map(layer -> quantized(layer, asTrained, training)).toList();
    this.network = Network.of(graph, layers, Arithmetic.chosen(), false);
  }

  private static QuantizedLayer quantized(Layer layer, Network asTrained, Split training) {
    InputSample unasked =
        atMost -> {
          throw new AssertionError("nothing is fitted to vectors that filters meet");
        };
    Seed seed = new Seed(1);
    CalibrationInputs calibration =
        new CalibrationInputs(
            Optional.of(training), () -> asTrained, layer.shape(), CALIBRATION_IMAGES, seed);
    return new QuantizedLayer(
        layer,
        QUANTIZERS,
        unasked,
        InputQuantizers.fit(
            List.of(INPUTS),
            new InputQuantizers.Calibration(
                layer.shape(), QUANTIZERS, calibration::positions, unasked),
            seed,
            false),
        seed,
        Arithmetic.chosen(),
        false);
  }

  /**
   * The scores.
   *
   * @param images [images, height, width, channels]; they stay
   * @return [images, classes], one after the other
   */
  float[] scores(INDArray images) {
    Map<String, Change> changes = new HashMap<>();
    layers.forEach(layer -> changes.put(layer.name(), Change.of(WEIGHTS, INPUTS)));
    return scores(new Trial(changes, 0), images);
  }

  /** The scores of the network as trained, in the same form. */
  float[] scoresInFloats(INDArray images) {
    return scores(Trial.BASELINE, images);
  }

  private float[] scores(Trial trial, INDArray images) {
    float[][] scores = new float[1][];
    Inference.run(
        network,
        images,
        new Variants(network, Refits.NONE).of(List.of(trial)),
        new Inference.Observer() {
          @Override
          public void leaves(Variant variant, Path path, INDArray found) {
            scores[0] = Floats.of(Dense.of(found));
          }
        });
    return scores[0];
  }

  /** The same network for ONNX Runtime, in the same numbers. */
  byte[] onnx() {
    Map<String, QdqOnnxWriter.QuantizedProduct> products = new HashMap<>();
    for (QuantizedLayer layer : layers) {
      products.put(
          layer.name(),
          new QdqOnnxWriter.QuantizedProduct(
              layer.weights(WEIGHTS), ByteLevels.of(numbers -> rounded(layer, numbers))));
    }
    return QdqOnnxWriter.bytes(graph, products);
  }

  /** Numbers as they are once they have entered a layer. */
  private static float[] rounded(QuantizedLayer layer, float... numbers) {
    ImageShape image = layer.shape().input();
    int images = (numbers.length + image.size() - 1) / image.size();
    float[] filled = Arrays.copyOf(numbers, images * image.size());
    try (Signals signals = Signals.of(Floats.array(filled, images, image.size()), image);
        Signals entering = layer.entering(INPUTS, signals)) {
      return Arrays.copyOf(Floats.of(Dense.of(entering.tensor())), numbers.length);
    }
  }
}
