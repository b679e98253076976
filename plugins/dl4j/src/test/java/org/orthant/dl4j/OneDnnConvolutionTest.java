package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OneDnnConvolutionTest {

  @ParameterizedTest
  @CsvSource({"5,7,3,8,3", "8,8,16,32,3", "4,4,2,1,1", "6,5,4,8,5"})
  void bothPassesEqualTheStockLayers(int height, int width, int channels, int filters, int kernel) {
    Nd4j.getRandom().setSeed(7);
    INDArray images = Nd4j.randn(3, height, width, channels);
    INDArray epsilon = Nd4j.randn(3, height, width, filters);
    MultiLayerNetwork oneDnn = network(OneDnnConvolution.of(builder(channels, filters, kernel)));
    // The stock layer finds no helper and unfolds images into columns.
    MultiLayerNetwork stock = network(builder(channels, filters, kernel).build());
    stock.setParams(oneDnn.params());

    assertClose(forward(oneDnn, images), forward(stock, images));
    Pair<Gradient, INDArray> ours = backward(oneDnn, epsilon);
    Pair<Gradient, INDArray> theirs = backward(stock, epsilon);
    assertClose(ours.getFirst().getGradientFor("W"), theirs.getFirst().getGradientFor("W"));
    assertClose(ours.getSecond(), theirs.getSecond());
  }

  private static INDArray forward(MultiLayerNetwork network, INDArray images) {
    Layer layer = network.getLayer(0);
    layer.setInput(images.dup(), LayerWorkspaceMgr.noWorkspaces());
    return layer.activate(true, LayerWorkspaceMgr.noWorkspaces());
  }

  private static Pair<Gradient, INDArray> backward(MultiLayerNetwork network, INDArray epsilon) {
    return network.getLayer(0).backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
  }

  private static ConvolutionLayer.Builder builder(int channels, int filters, int kernel) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nIn(channels)
        .nOut(filters)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC);
  }

  private static MultiLayerNetwork network(ConvolutionLayer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(layer, new CnnLossLayer.Builder().format(CNN2DFormat.NHWC).build())
                .build());
    network.init();
    network.initGradientsView();
    return network;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double distance = actual.sub(expected).norm2Number().doubleValue();
    assertThat(distance / expected.norm2Number().doubleValue()).isLessThan(1e-5);
  }
}
