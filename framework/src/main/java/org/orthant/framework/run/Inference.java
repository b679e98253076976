package org.orthant.framework.run;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** Runs a network on images in float arithmetic, as trained or under a trial. */
final class Inference {
  private final List<QuantizedLayer> layers;

  Inference(List<QuantizedLayer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** Sees what enters each layer before the layer computes with it. */
  @FunctionalInterface
  interface Observer {
    /**
     * Called for each layer in order.
     *
     * @param inputs [images, height, width, channels], or [images, d] for a dense layer
     */
    void enters(QuantizedLayer layer, INDArray inputs);
  }

  /**
   * Passes images through the network.
   *
   * @param images [images, height, width, channels]
   * @return the scores, [images, classes]
   */
  INDArray run(INDArray images, Trial trial, Observer observer) {
    INDArray tensor = images;
    for (QuantizedLayer layer : layers) {
      Layer trained = layer.layer();
      if (trained.shape().kind() == LayerKind.DENSE) {
        tensor = tensor.reshape('c', images.size(0), trained.shape().dimension());
      }
      observer.enters(layer, tensor);
      Change change = trial.change(trained.name());
      tensor = output(layer, change, tensor);
    }
    return tensor;
  }

  private static INDArray output(QuantizedLayer layer, Change change, INDArray inputs) {
    Layer trained = layer.layer();
    LayerShape shape = trained.shape();
    int images = (int) inputs.size(0);
    INDArray rows = Rows.dots(Rows.unfold(shape, inputs), layer.weights(change.weights()));
    int height = shape.input().height();
    int width = shape.input().width();
    if (trained.pooled()) {
      rows = MaxPool.rows(rows, images, height, width);
      height /= MaxPool.SIZE;
      width /= MaxPool.SIZE;
    }
    normalize(rows, trained.batchNorm());
    INDArray activated = activate(rows, trained, change.activations());
    return shape.kind() == LayerKind.DENSE
        ? activated
        : activated.reshape('c', images, height, width, shape.filters());
  }

  private static void normalize(INDArray rows, BatchNorm norm) {
    INDArray deviation = Transforms.sqrt(norm.variance().add(norm.epsilon()), false);
    rows.subiRowVector(norm.mean());
    rows.diviRowVector(deviation);
    rows.muliRowVector(norm.gamma());
    rows.addiRowVector(norm.beta());
  }

  private static INDArray activate(INDArray rows, Layer layer, Activations activations) {
    if (layer.activationQuantization().isEmpty() || activations == Activations.IDENTITY) {
      return rows;
    }
    return activations == Activations.HARD_TANH
        ? Transforms.hardTanh(rows, false)
        : layer.activationQuantization().get().map().apply(rows);
  }

  /** The class with the highest score of each image; of equal ones the first. */
  static int[] predictions(INDArray scores) {
    return Nd4j.argMax(scores, 1).toIntVector();
  }
}
