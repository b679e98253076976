package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Unquantized;

/**
 * A network of random weights: two convolutions, the second one pooled, and two dense layers,
 * binary weights and activations throughout.
 */
public final class SmallNetwork {

  private static final Quantization BINARY = new Quantization("sign", new Sign());
  private static final ImageShape IMAGE = new ImageShape(4, 5, 2);

  private SmallNetwork() {}

  public static Network network() {
    return network(Arithmetic.BITS);
  }

  static Network network(Arithmetic arithmetic) {
    return of(graph(), arithmetic);
  }

  /** A network of which nothing but its graph is given. */
  public static Network of(Graph graph, Arithmetic arithmetic) {
    return Network.of(
        graph,
        graph.layers().stream().map(layer -> Unquantized.layer(layer, arithmetic)).toList(),
        arithmetic,
        false);
  }

  private static Graph graph() {
    Nd4j.getRandom().setSeed(5);
    return Graph.chain(
        IMAGE,
        List.of(
            block(LayerShape.same("conv1", IMAGE, 3, 3), false, true),
            block(LayerShape.same("conv2", new ImageShape(4, 5, 3), 3, 4), true, true),
            block(LayerShape.dense("dense1", 2 * 2 * 4, 6), false, true),
            block(LayerShape.dense("dense2", 6, 3), false, false)),
        Loss.SQUARED_HINGE);
  }

  private static Graph.Block block(LayerShape shape, boolean pooled, boolean activated) {
    int filters = shape.filters();
    return new Graph.Block(
        new Layer(shape, Nd4j.randn(filters, shape.dimension()), Optional.of(BINARY)),
        pooled,
        new BatchNorm(
            Nd4j.rand(filters).addi(0.5),
            Nd4j.randn(filters).muli(0.3),
            Nd4j.randn(filters),
            Nd4j.rand(filters).addi(4),
            1e-5),
        activated ? Optional.of(BINARY) : Optional.empty());
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
