package org.orthant.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

/**
 * A network whose every layer is DeepLearning4J's own, as one would write it without Orthant:
 * weights are quantized by weight noise, activations by an activation function.
 */
final class StockNetwork {
  private StockNetwork() {}

  /**
   * Builds the network with initial weights.
   *
   * @param recipes the first is a convolution
   * @param updater turns gradients into steps
   * @param seed for the initial weights and what the quantizers choose
   */
  static MultiLayerNetwork of(List<LayerRecipe> recipes, Loss loss, IUpdater updater, Seed seed) {
    ImageShape image = recipes.get(0).shape().input();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed.fork("initial weights").value())
            .weightInit(WeightInit.XAVIER)
            .updater(updater)
            .list();
    recipes.forEach(recipe -> add(recipe, seed, list));
    list.layer(loss.layer())
        .setInputType(
            InputType.convolutional(
                image.height(), image.width(), image.channels(), CNN2DFormat.NHWC));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static void add(
      LayerRecipe recipe, Seed seed, NeuralNetConfiguration.ListBuilder layers) {
    LayerShape shape = recipe.shape();
    boolean dense = shape.kind() == LayerKind.DENSE;
    layers.layer(
        dense
            ? quantized(new DenseLayer.Builder().hasBias(false), recipe, seed).build()
            : quantized(
                    new ConvolutionLayer.Builder(
                            shape.window().kernel().height(), shape.window().kernel().width())
                        .hasBias(false)
                        .convolutionMode(ConvolutionMode.Same)
                        .dataFormat(CNN2DFormat.NHWC),
                    recipe,
                    seed)
                .build());
    if (recipe.pooled()) {
      layers.layer(
          new SubsamplingLayer.Builder(PoolingType.MAX)
              .kernelSize(2, 2)
              .stride(2, 2)
              .dataFormat(CNN2DFormat.NHWC)
              .build());
    }
    BatchNormalization.Builder norm = new BatchNormalization.Builder().eps(BinaryNetwork.EPSILON);
    layers.layer(dense ? norm.build() : norm.dataFormat(CNN2DFormat.NHWC).build());
    recipe
        .activations()
        .map(
            quantizer ->
                new FittedOnFirstUse(quantizer, shape, Role.ACTIVATIONS, seed.fork(shape.name())))
        .ifPresent(
            map ->
                layers.layer(
                    new ActivationLayer.Builder()
                        .activation(new QuantizedActivation(map))
                        .build()));
  }

  private static <B extends FeedForwardLayer.Builder<B>> B quantized(
      B builder, LayerRecipe recipe, Seed seed) {
    LayerShape shape = recipe.shape();
    FittedOnFirstUse map =
        new FittedOnFirstUse(recipe.weights(), shape, Role.WEIGHTS, seed.fork(shape.name()));
    return builder
        .nOut(shape.filters())
        .activation(Activation.IDENTITY)
        .weightNoise(new QuantizedWeights(shape, map))
        .constrainWeights(new UnitClip());
  }
}
