package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;

/**
 * A network of random weights: two convolutions, the second one pooled, and two dense layers,
 * binary weights and activations throughout.
 */
public final class SmallNetwork {
  private static final Quantization BINARY = new Quantization("sign", new Sign());
  private static final ImageShape IMAGE = new ImageShape(4, 5, 2);

  private SmallNetwork() {}

  public static List<QuantizedLayer> layers() {
    return layers(Arithmetic.BITS);
  }

  static List<QuantizedLayer> layers(Arithmetic arithmetic) {
    Nd4j.getRandom().setSeed(5);
    return List.of(
        layer(new LayerShape("conv1", LayerKind.CONVOLUTION, IMAGE, 3, 3), false, true, arithmetic),
        layer(
            new LayerShape("conv2", LayerKind.CONVOLUTION, new ImageShape(4, 5, 3), 3, 4),
            true,
            true,
            arithmetic),
        layer(LayerShape.dense("dense1", 2 * 2 * 4, 6), false, true, arithmetic),
        layer(LayerShape.dense("dense2", 6, 3), false, false, arithmetic));
  }

  private static QuantizedLayer layer(
      LayerShape shape, boolean pooled, boolean activated, Arithmetic arithmetic) {
    int filters = shape.filters();
    return Unquantized.layer(
        new Layer(
            shape,
            Nd4j.randn(filters, shape.dimension()),
            Optional.of(BINARY),
            pooled,
            new BatchNorm(
                Nd4j.rand(filters).addi(0.5),
                Nd4j.randn(filters).muli(0.3),
                Nd4j.randn(filters),
                Nd4j.rand(filters).addi(4),
                1e-5),
            activated ? Optional.of(BINARY) : Optional.empty()),
        arithmetic);
  }

  /** So many random images. */
  public static Split images(int count) {
    INDArray all = Nd4j.randn(count, IMAGE.height(), IMAGE.width(), IMAGE.channels());
    return new Split() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public INDArray images(int... indices) {
        INDArray[] chosen = new INDArray[indices.length];
        for (int i = 0; i < indices.length; i++) {
          chosen[i] = all.slice(indices[i]).reshape(1, 4, 5, 2);
        }
        return Nd4j.concat(0, chosen);
      }

      @Override
      public int[] labels(int... indices) {
        int[] labels = indices.clone();
        for (int i = 0; i < labels.length; i++) {
          labels[i] %= 3;
        }
        return labels;
      }
    };
  }
}
