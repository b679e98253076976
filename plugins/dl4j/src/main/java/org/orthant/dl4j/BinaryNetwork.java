package org.orthant.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.orthant.api.Seed;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.model.Quantization;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;

/**
 * A network whose layers are product → batch normalization → quantized activation, the last one
 * without activation under the squared hinge loss, in DeepLearning4J's form and in Orthant's.
 */
final class BinaryNetwork {
  /** ε of the batch normalization, DeepLearning4J's default. */
  static final double EPSILON = 1e-5;

  private final List<LayerShape> shapes;
  private final List<Quantization> weights = new ArrayList<>();
  private final List<Optional<Quantization>> activations = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();
  private final MultiLayerNetwork network;

  /**
   * Builds the network with initial weights.
   *
   * @param shapes its layers
   * @param weightQuantizer for the weights of every layer
   * @param activationQuantizer for the activations of every layer but the last
   * @param updater turns gradients into steps
   * @param seed for the initial weights and what the quantizers choose
   * @param type FLOAT, or DOUBLE where a caller checks gradients
   */
  BinaryNetwork(
      List<LayerShape> shapes,
      Quantizer weightQuantizer,
      Quantizer activationQuantizer,
      IUpdater updater,
      Seed seed,
      DataType type) {
    this.shapes = List.copyOf(shapes);
    var builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed.fork("initial weights").value())
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(updater)
            .list();
    int position = 0;
    for (int i = 0; i < shapes.size(); i++) {
      LayerShape shape = shapes.get(i);
      Quantization quantizedWeights =
          fittedOnFirstUse(weightQuantizer, shape, Role.WEIGHTS, seed.fork("weights"));
      weights.add(quantizedWeights);
      positions.add(position);
      builder.layer(
          new DenseLayer.Builder()
              .nIn(shape.dimension())
              .nOut(shape.filters())
              .hasBias(false)
              .activation(Activation.IDENTITY)
              .weightNoise(new QuantizedWeights(quantizedWeights.map()))
              .constrainWeights(new UnitClip())
              .build());
      builder.layer(
          new BatchNormalization.Builder()
              .nIn(shape.filters())
              .nOut(shape.filters())
              .eps(EPSILON)
              .useLogStd(false)
              .build());
      position += 2;
      if (i == shapes.size() - 1) {
        activations.add(Optional.empty());
      } else {
        Quantization quantizedActivations =
            fittedOnFirstUse(
                activationQuantizer, shape, Role.ACTIVATIONS, seed.fork("activations"));
        activations.add(Optional.of(quantizedActivations));
        builder.layer(
            new ActivationLayer.Builder()
                .activation(new QuantizedActivation(quantizedActivations.map()))
                .build());
        position++;
      }
    }
    builder.layer(
        new LossLayer.Builder(LossFunction.SQUARED_HINGE).activation(Activation.IDENTITY).build());
    network = new MultiLayerNetwork(builder.build());
    network.init();
  }

  private static Quantization fittedOnFirstUse(
      Quantizer quantizer, LayerShape shape, Role role, Seed seed) {
    return new Quantization(
        quantizer.toString(),
        new FittedOnFirstUse(quantizer, shape, role, seed.fork(shape.name())));
  }

  /** The network as DeepLearning4J runs it. */
  MultiLayerNetwork network() {
    return network;
  }

  /** The network as data. Its arrays are copies. */
  Model model(Map<String, String> provenance) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      var product = network.getLayer(positions.get(i));
      var norm = network.getLayer(positions.get(i) + 1);
      layers.add(
          new Layer(
              shapes.get(i),
              Filters.ofParameter(product.getParam(DefaultParamInitializer.WEIGHT_KEY)),
              Optional.of(weights.get(i)),
              false,
              new BatchNorm(
                  vector(norm.getParam(BatchNormalizationParamInitializer.GAMMA)),
                  vector(norm.getParam(BatchNormalizationParamInitializer.BETA)),
                  vector(norm.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN)),
                  vector(norm.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR)),
                  EPSILON),
              activations.get(i)));
    }
    return new Model(layers, provenance);
  }

  private static INDArray vector(INDArray parameter) {
    return parameter.dup('c').reshape(parameter.length());
  }
}
