package org.orthant.formats.deeplearning4j;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;

/** A small network of many kinds of layers, as DeepLearning4J writes it. */
public final class WrittenNetwork {
  private WrittenNetwork() {}

  /** Writes it for images of 8 × 8 × 1 and three classes. */
  public static void write(Path file) throws IOException {
    Peer.written(
        Peer.chain(
            InputType.convolutionalFlat(8, 8, 1),
            new ConvolutionLayer.Builder(3, 3).nOut(3).name("=1, …").build(),
            new BatchNormalization(),
            new ActivationLayer(Activation.RELU),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build(),
            new DenseLayer.Builder().nOut(3).build()),
        file);
  }
}
