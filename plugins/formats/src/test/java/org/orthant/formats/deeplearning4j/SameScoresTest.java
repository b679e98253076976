package org.orthant.formats.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.orthant.api.array.Floats;

/** Networks give the scores that DeepLearning4J itself gives. */
class SameScoresTest {
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 9;
  private static final int WIDTH = 8;
  private static final InputType IMAGE = InputType.convolutional(HEIGHT, WIDTH, CHANNELS);
  private static final INDArray IMAGES = Peer.images(5, CHANNELS, HEIGHT, WIDTH);
  private static final INDArray CHANNELS_LAST = IMAGES.permute(0, 2, 3, 1).dup('c');

  @TempDir private Path folder;

  private static ConvolutionLayer.Builder conv(int height, int width) {
    return new ConvolutionLayer.Builder(height, width).nOut(4);
  }

  private static SubsamplingLayer.Builder pool(SubsamplingLayer.PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(3, 2).stride(2, 1);
  }

  private static DenseLayer dense(int outputs) {
    return new DenseLayer.Builder().nOut(outputs).build();
  }

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of("convolution", conv(3, 2).build()),
        Arguments.of("strides and pads", conv(3, 3).stride(2, 1).padding(1, 2).build()),
        Arguments.of("dilation", conv(2, 3).dilation(2, 2).build()),
        Arguments.of("same", conv(3, 2).stride(2, 2).convolutionMode(ConvolutionMode.Same).build()),
        Arguments.of(
            "same, dilated",
            conv(3, 3).dilation(2, 1).convolutionMode(ConvolutionMode.Same).build()),
        Arguments.of(
            "strict, no bias",
            conv(3, 2).hasBias(false).convolutionMode(ConvolutionMode.Strict).build()),
        Arguments.of(
            "depthwise",
            new DepthwiseConvolution2D.Builder(3, 2).depthMultiplier(3).stride(2, 1).build()),
        Arguments.of(
            "depthwise, no bias",
            new DepthwiseConvolution2D.Builder(2, 3)
                .depthMultiplier(1)
                .hasBias(false)
                .convolutionMode(ConvolutionMode.Same)
                .build()),
        Arguments.of(
            "separable",
            new SeparableConvolution2D.Builder(3, 2)
                .depthMultiplier(3)
                .nOut(5)
                .padding(1, 0)
                .activation(Activation.RELU)
                .build()),
        Arguments.of("log batch norm", new BatchNormalization.Builder().build()),
        Arguments.of(
            "batch norm",
            new BatchNormalization.Builder()
                .useLogStd(false)
                .eps(0.3)
                .activation(Activation.RELU)
                .minibatch(false)
                .build()),
        Arguments.of(
            "locked batch norm",
            new BatchNormalization.Builder().lockGammaBeta(true).gamma(1.5).beta(-0.2).build()),
        Arguments.of("max", pool(SubsamplingLayer.PoolingType.MAX).padding(1, 1).build()),
        Arguments.of("average", pool(SubsamplingLayer.PoolingType.AVG).padding(1, 1).build()),
        Arguments.of(
            "average with pads",
            pool(SubsamplingLayer.PoolingType.AVG)
                .padding(1, 1)
                .avgPoolIncludePadInDivisor(true)
                .build()),
        Arguments.of(
            "same average",
            pool(SubsamplingLayer.PoolingType.AVG).convolutionMode(ConvolutionMode.Same).build()),
        Arguments.of("zero padding", new ZeroPaddingLayer.Builder(1, 0, 2, 3).build()),
        Arguments.of("frozen", new FrozenLayer(conv(3, 3).build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void everyLayer(String name, Layer layer) throws IOException {
    requireSame(
        Peer.chain(
            IMAGE,
            layer,
            new ActivationLayer(Activation.TANH),
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(3)
                .activation(Activation.IDENTITY)
                .build()));
  }

  static Stream<ActivationLayer> activations() {
    return Stream.concat(
        Stream.of(
                Activation.IDENTITY,
                Activation.RELU,
                Activation.RELU6,
                Activation.LEAKYRELU,
                Activation.TANH,
                Activation.HARDTANH,
                Activation.SIGMOID,
                Activation.HARDSIGMOID)
            .map(ActivationLayer::new),
        Stream.of(
            new ActivationLayer(new ActivationLReLU(0.3)),
            new ActivationLayer(new ActivationReLU(0.5, null, null)),
            new ActivationLayer(new ActivationReLU(null, 0.0, 0.2))));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void everyActivation(ActivationLayer layer) throws IOException {
    requireSame(Peer.chain(IMAGE, conv(3, 3).build(), layer, dense(3)));
  }

  @Test
  void manyLayers() throws IOException {
    MultiLayerNetwork network =
        Peer.chain(
            InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS),
            conv(3, 3).convolutionMode(ConvolutionMode.Same).activation(Activation.RELU).build(),
            new BatchNormalization(),
            pool(SubsamplingLayer.PoolingType.MAX).build(),
            conv(2, 2).activation(Activation.LEAKYRELU).build(),
            dense(6),
            new BatchNormalization.Builder().useLogStd(false).build(),
            new ActivationLayer(Activation.RELU),
            dense(3));
    INDArray rows = IMAGES.dup('c').reshape('c', 5, CHANNELS * HEIGHT * WIDTH);
    requireSame(network.output(rows), Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  @Test
  void batchNormalizationBehindAFlattenedImage() throws IOException {
    ComputationGraph network =
        Peer.graph(
            Peer.builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("conv", conv(3, 3).nIn(CHANNELS).build(), "in")
                .addVertex(
                    "flat",
                    new PreprocessorVertex(
                        new CnnToFeedForwardPreProcessor(HEIGHT - 2, WIDTH - 2, 4)),
                    "conv")
                .addLayer(
                    "norm", new BatchNormalization.Builder().nIn(168).nOut(168).build(), "flat")
                .addLayer("head", new DenseLayer.Builder().nIn(168).nOut(3).build(), "norm")
                .setOutputs("head")
                .build());
    requireSame(network);
  }

  @Test
  void denseLayersAlone() throws IOException {
    MultiLayerNetwork network =
        Peer.chain(InputType.feedForward(CHANNELS * HEIGHT * WIDTH), dense(7), dense(3));
    INDArray rows = IMAGES.dup('c').reshape('c', 5, CHANNELS * HEIGHT * WIDTH);
    requireSame(network.output(rows), Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  @Test
  void imagesThatBecomeRowsAtOnce() throws IOException {
    requireSame(Peer.chain(IMAGE, dense(7), dense(3)));
  }

  @Test
  void channelsLast() throws IOException {
    MultiLayerNetwork network =
        Peer.chain(
            InputType.convolutional(HEIGHT, WIDTH, CHANNELS, CNN2DFormat.NHWC),
            conv(3, 2).dataFormat(CNN2DFormat.NHWC).build(),
            new BatchNormalization.Builder().dataFormat(CNN2DFormat.NHWC).build(),
            pool(SubsamplingLayer.PoolingType.MAX).dataFormat(CNN2DFormat.NHWC).build(),
            dense(3));
    requireSame(
        network.output(CHANNELS_LAST),
        Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementWiseVertex.Op.class,
      names = {"Add", "Subtract", "Product", "Average"})
  void everyElementWiseVertex(ElementWiseVertex.Op op) throws IOException {
    requireSame(Peer.graph(twoBranches(new ElementWiseVertex(op))));
  }

  @Test
  void merges() throws IOException {
    requireSame(Peer.graph(twoBranches(new MergeVertex())));
  }

  private static ComputationGraphConfiguration twoBranches(
      org.deeplearning4j.nn.conf.graph.GraphVertex meeting) {
    return Peer.builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("right", conv(3, 3).convolutionMode(ConvolutionMode.Same).build(), "in")
        .addLayer("left", conv(1, 1).build(), "in")
        .addVertex("meeting", meeting, "left", "right")
        .addVertex("scaled", new ScaleVertex(-2.5), "meeting")
        .addVertex("shifted", new ShiftVertex(0.3), "scaled")
        .addLayer("relu", new ActivationLayer(Activation.RELU), "shifted")
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "relu")
        .addVertex("part", new SubsetVertex(1, 3), "pool")
        .addLayer("head", dense(3), "part")
        .addLayer(
            "loss",
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.SIGMOID).build(),
            "head")
        .setOutputs("loss")
        .setInputTypes(IMAGE)
        .build();
  }

  @Test
  void dropout() throws IOException {
    requireSame(
        Peer.chain(
            IMAGE,
            conv(3, 3).build(),
            new DropoutLayer.Builder(0.5).activation(Activation.RELU).build(),
            dense(3)));
  }

  @Test
  void globalMaximum() throws IOException {
    requireSame(
        Peer.chain(IMAGE, conv(3, 3).build(), new GlobalPoolingLayer(PoolingType.MAX), dense(3)));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void numbersOfOtherWidths(DataType type) throws IOException {
    MultiLayerNetwork network =
        Peer.chain(IMAGE, conv(3, 3).build(), dense(3)).convertDataType(type);
    requireSame(
        network.output(IMAGES.castTo(type)),
        Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  /** The softmax is dropped: its scores' logarithms differ from ours by one number per image. */
  @Test
  void softmaxAtTheEnd() throws IOException {
    MultiLayerNetwork network =
        Peer.chain(
            IMAGE,
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build());
    float[] theirs = Floats.of(network.output(IMAGES.dup()).dup('c'));
    float[] ours = Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3);
    for (int i = 0; i < ours.length; i += 3) {
      double difference = StrictMath.log(theirs[i]) - ours[i];
      assertThat(StrictMath.log(theirs[i + 1]) - ours[i + 1]).isCloseTo(difference, within(1e-4));
      assertThat(StrictMath.log(theirs[i + 2]) - ours[i + 2]).isCloseTo(difference, within(1e-4));
    }
  }

  private Path file() {
    return folder.resolve("network.zip");
  }

  private void requireSame(MultiLayerNetwork network) throws IOException {
    requireSame(
        network.output(IMAGES.dup()), Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  private void requireSame(ComputationGraph network) throws IOException {
    requireSame(
        network.outputSingle(IMAGES.dup()),
        Peer.scores(Peer.written(network, file()), CHANNELS_LAST, 3));
  }

  private static void requireSame(INDArray theirs, float... ours) {
    float[] expected = Floats.of(theirs.castTo(DataType.FLOAT).dup('c'));
    assertThat(ours).hasSameSizeAs(expected);
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(ours[i] - expected[i]));
    }
    assertThat(worst / scale)
        .as(String.format(Locale.ROOT, "difference %g of %g", worst, scale))
        .isLessThan(1e-5);
  }
}
