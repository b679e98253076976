package org.orthant.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Role;
import org.orthant.dl4j.block.QuantizedBlock;

/**
 * A network whose layers are product → max pool (or not) → batch normalization → quantized
 * activation, the last one without activation under a loss, in DeepLearning4J's form and in
 * Orthant's.
 */
final class BinaryNetwork {
  /** ε of the batch normalization unless a recipe says otherwise, DeepLearning4J's default. */
  static final double EPSILON = 1e-5;

  private final Form form;
  private final List<Part> parts;
  private final MultiLayerNetwork network;

  /**
   * What is the same in all layers.
   *
   * @param layers FUSED only where the type is FLOAT
   * @param epsilon what batch normalization adds to the variance
   */
  record Form(Layers layers, Loss loss, double epsilon, InitialWeights initialWeights) {
    /** Small initial weights, the usual ε. */
    Form(Layers layers, Loss loss) {
      this(layers, loss, EPSILON, InitialWeights.GLOROT);
    }
  }

  /** Builds the network with small initial weights and one updater for all parameters. */
  BinaryNetwork(
      List<LayerRecipe> recipes,
      Layers layers,
      Loss loss,
      IUpdater updater,
      Seed seed,
      DataType type) {
    this(recipes, new Form(layers, loss), Updaters.same(updater), seed, type);
  }

  /**
   * Builds the network with initial weights.
   *
   * @param updaters turn gradients into steps
   * @param seed for the initial weights and what the quantizers choose
   * @param type FLOAT, or DOUBLE where a caller checks gradients of dense layers
   */
  BinaryNetwork(List<LayerRecipe> recipes, Form form, Updaters updaters, Seed seed, DataType type) {
    this.form = form;
    List<Layer> layers = new ArrayList<>();
    List<Part> added = new ArrayList<>();
    for (LayerRecipe recipe : recipes) {
      added.add(add(recipe, updaters.weights().apply(recipe.shape()), seed, layers));
    }
    layers.add(form.loss().layer());
    parts = List.copyOf(added);
    Seed initial = seed.fork("initial weights");
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(initial.value())
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(updaters.norms())
            .list(layers.toArray(Layer[]::new));
    if (form.layers() == Layers.SEPARATE) {
      flattenBeforeDense(list);
    }
    network = new MultiLayerNetwork(list.build());
    network.init();
    if (form.initialWeights() == InitialWeights.UNIFORM) {
      for (int layer = 0; layer < parts.size(); layer++) {
        assignWeights(layer, uniform(parts.get(layer).recipe().shape(), initial));
      }
    }
  }

  /** Returns the same on every platform and in every form. */
  private static INDArray uniform(LayerShape shape, Seed seed) {
    RandomNumbers random = seed.fork(shape.name()).generator();
    float[] weights = new float[shape.filters() * shape.dimension()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.createFromArray(weights).reshape(shape.filters(), shape.dimension());
  }

  private Part add(LayerRecipe recipe, IUpdater updater, Seed seed, List<Layer> layers) {
    LayerShape shape = recipe.shape();
    FittedOnFirstUse weights =
        new FittedOnFirstUse(
            recipe.weights(), shape, Role.WEIGHTS, seed.fork("weights").fork(shape.name()));
    Optional<FittedOnFirstUse> activations =
        recipe
            .activations()
            .map(
                quantizer ->
                    new FittedOnFirstUse(
                        quantizer,
                        shape,
                        Role.ACTIVATIONS,
                        seed.fork("activations").fork(shape.name())));
    int productIndex = layers.size();
    if (form.layers() == Layers.FUSED) {
      QuantizedBlock block =
          new QuantizedBlock(
              shape,
              recipe.pooled(),
              form.epsilon(),
              updater,
              weights::apply,
              activations.map(VectorMap.class::cast));
      block.setConstraints(List.of(new UnitClip()));
      layers.add(block);
      return new Part(recipe, weights, activations, productIndex, productIndex);
    }
    layers.add(product(shape, weights, updater));
    if (recipe.pooled()) {
      layers.add(
          new SubsamplingLayer.Builder(PoolingType.MAX)
              .kernelSize(2, 2)
              .stride(2, 2)
              .dataFormat(CNN2DFormat.NHWC)
              .build());
    }
    int normIndex = layers.size();
    layers.add(new RowBatchNorm(shape.filters(), form.epsilon()));
    activations.ifPresent(
        map ->
            layers.add(
                new ActivationLayer.Builder().activation(new QuantizedActivation(map)).build()));
    return new Part(recipe, weights, activations, productIndex, normIndex);
  }

  /** Where a convolution meets a dense layer, images become rows in the order (h, w, channel). */
  private void flattenBeforeDense(NeuralNetConfiguration.ListBuilder list) {
    for (int i = 1; i < parts.size(); i++) {
      LayerRecipe before = parts.get(i - 1).recipe();
      Part part = parts.get(i);
      if (before.shape().kind() == LayerKind.CONVOLUTION
          && part.recipe().shape().kind() == LayerKind.DENSE) {
        list.inputPreProcessor(part.productIndex(), new Flatten(before.output()));
      }
    }
  }

  private static Layer product(LayerShape shape, FittedOnFirstUse weights, IUpdater updater) {
    return shape.kind() == LayerKind.DENSE
        ? configured(
                new DenseLayer.Builder().hasBias(false), shape, shape.dimension(), weights, updater)
            .build()
        : OneDnnConvolution.of(
            configured(
                new ConvolutionLayer.Builder(
                        shape.window().kernel().height(), shape.window().kernel().width())
                    .hasBias(false)
                    .convolutionMode(ConvolutionMode.Same)
                    .dataFormat(CNN2DFormat.NHWC),
                shape,
                shape.input().channels(),
                weights,
                updater));
  }

  private static <B extends FeedForwardLayer.Builder<B>> B configured(
      B builder, LayerShape shape, int inputs, FittedOnFirstUse weights, IUpdater updater) {
    return builder
        .nIn(inputs)
        .nOut(shape.filters())
        .activation(Activation.IDENTITY)
        .updater(updater)
        .weightNoise(new QuantizedWeights(shape, weights))
        .constrainWeights(new UnitClip());
  }

  /** The network as DeepLearning4J runs it. */
  MultiLayerNetwork network() {
    return network;
  }

  /** Images [n, height, width, channels] in the shape that the first layer takes. */
  INDArray inputs(INDArray images) {
    return parts.get(0).recipe().shape().kind() == LayerKind.DENSE
        ? images.reshape('c', images.size(0), images.length() / images.size(0))
        : images;
  }

  /** The continuous weights of a layer, counted from 0, as [filters, d]; a copy. */
  INDArray weights(int layer) {
    Part part = parts.get(layer);
    INDArray parameter =
        network.getLayer(part.productIndex()).getParam(DefaultParamInitializer.WEIGHT_KEY);
    return form.layers() == Layers.FUSED
        ? parameter.dup('c')
        : Filters.ofParameter(part.recipe().shape(), parameter);
  }

  /**
   * Images pass, and every quantizer fits itself to what it sees of them.
   *
   * @param training whether they are normalized by their own mean and variance, or by the running
   *     ones
   */
  void fitQuantizers(INDArray images, boolean training) {
    network.feedForward(inputs(images), training);
  }

  /**
   * Returns what enters each layer when images [n, height, width, channels] pass.
   *
   * @return [n, height, width, channels] or [n, d] each
   */
  List<INDArray> layerInputs(INDArray images) {
    List<INDArray> activations = network.feedForward(inputs(images), false);
    return parts.stream()
        .map(
            part ->
                part.recipe().shape().kind() == LayerKind.DENSE
                    ? rows(activations.get(part.productIndex()))
                    : activations.get(part.productIndex()))
        .toList();
  }

  private static INDArray rows(INDArray images) {
    return images.dup('c').reshape('c', images.size(0), images.length() / images.size(0));
  }

  List<LayerShape> shapes() {
    return parts.stream().map(part -> part.recipe().shape()).toList();
  }

  /** The weights [filters, d] that a layer, counted from 0, computes with. */
  INDArray quantizedWeights(int layer) {
    return parts.get(layer).weights().apply(weights(layer));
  }

  /**
   * Gives a layer, counted from 0, other parameters.
   *
   * @param weights [filters, d]
   */
  void assign(int layer, INDArray weights, BatchNorm norm) {
    assignWeights(layer, weights);
    var normalization = network.getLayer(parts.get(layer).normIndex());
    Map.of(
            BatchNormalizationParamInitializer.GAMMA, norm.gamma(),
            BatchNormalizationParamInitializer.BETA, norm.beta(),
            BatchNormalizationParamInitializer.GLOBAL_MEAN, norm.mean(),
            BatchNormalizationParamInitializer.GLOBAL_VAR, norm.variance())
        .forEach(
            (name, values) -> {
              INDArray parameter = normalization.getParam(name);
              parameter.assign(values.reshape(parameter.shape()));
            });
  }

  private void assignWeights(int layer, INDArray weights) {
    Part part = parts.get(layer);
    network
        .getLayer(part.productIndex())
        .getParam(DefaultParamInitializer.WEIGHT_KEY)
        .assign(
            form.layers() == Layers.FUSED
                ? weights
                : Filters.toParameter(part.recipe().shape(), weights));
  }

  /**
   * The network as data. Its arrays are copies.
   *
   * @param image what enters, before a first dense layer flattens it
   * @param history what was measured while it was trained
   */
  Model model(ImageShape image, Map<String, String> provenance, List<Finding> history) {
    List<Graph.Block> blocks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      blocks.add(
          new Graph.Block(
              new org.orthant.api.model.Layer(
                  part.recipe().shape(),
                  weights(i),
                  Optional.of(
                      new Quantization(
                          part.recipe().weights().toString(),
                          part.weights().fitted(),
                          part.recipe().weights().storage(part.recipe().shape(), Role.WEIGHTS)))),
              part.recipe().pooled(),
              batchNorm(i),
              part.activations()
                  .map(
                      map ->
                          new Quantization(
                              part.recipe().activations().orElseThrow().toString(),
                              map.fitted(),
                              part.recipe()
                                  .activations()
                                  .orElseThrow()
                                  .storage(part.recipe().shape(), Role.ACTIVATIONS)))));
    }
    Graph graph = Graph.chain(image, blocks, form.loss().inGraph());
    return Model.of(graph, provenance, history);
  }

  /** The batch normalization of a layer, counted from 0; its arrays are copies. */
  BatchNorm batchNorm(int layer) {
    var norm = network.getLayer(parts.get(layer).normIndex());
    return new BatchNorm(
        vector(norm.getParam(BatchNormalizationParamInitializer.GAMMA)),
        vector(norm.getParam(BatchNormalizationParamInitializer.BETA)),
        vector(norm.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN)),
        vector(norm.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR)),
        form.epsilon());
  }

  private static INDArray vector(INDArray parameter) {
    return parameter.dup('c').reshape(parameter.length());
  }

  /** One layer of the recipe, with the indices of DeepLearning4J's layers that compute it. */
  private record Part(
      LayerRecipe recipe,
      FittedOnFirstUse weights,
      Optional<FittedOnFirstUse> activations,
      int productIndex,
      int normIndex) {}
}
