package org.orthant.imports;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;

/** Small binary networks with random weights. */
final class RandomBinaryNetwork {
  private static final Quantization SIGN = new Quantization("binary", new Sign());

  private final Random random = new Random(5);

  private RandomBinaryNetwork() {}

  /** A convolution with a pool, and a dense layer that gives ten scores. */
  static Graph convolutional() {
    ImageShape image = new ImageShape(8, 8, 3);
    RandomBinaryNetwork network = new RandomBinaryNetwork();
    return Graph.chain(
        image,
        List.of(
            network.block(LayerShape.same("conv1", image, 3, 6), true, true),
            network.block(LayerShape.dense("dense1", 96, 10), false, false)),
        Loss.CROSS_ENTROPY);
  }

  /** A dense layer that gives ten scores of an image of a digit. */
  static Graph ofDigits() {
    RandomBinaryNetwork network = new RandomBinaryNetwork();
    return Graph.chain(
        new ImageShape(28, 28, 1),
        List.of(network.block(LayerShape.dense("dense1", 784, 10), false, false)),
        Loss.CROSS_ENTROPY);
  }

  private INDArray array(long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 0.1f + random.nextFloat();
    }
    return Floats.array(values, sizes);
  }

  private Graph.Block block(LayerShape shape, boolean pooled, boolean activated) {
    int filters = shape.filters();
    BatchNorm norm =
        new BatchNorm(array(filters), array(filters), array(filters), array(filters), 1e-4);
    return new Graph.Block(
        new Layer(shape, array(filters, shape.dimension()).subi(0.6), Optional.of(SIGN)),
        pooled,
        norm,
        activated ? Optional.of(SIGN) : Optional.empty());
  }
}
