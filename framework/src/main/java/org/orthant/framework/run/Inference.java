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
     * @param products what enters, and what comes of it; valid during the call
     */
    void enters(Products products);
  }

  /**
   * Passes images through the network.
   *
   * @param images [images, height, width, channels]
   * @return the scores, [images, classes]
   */
  INDArray run(INDArray images, Trial trial, Observer observer) {
    INDArray rows = images;
    for (QuantizedLayer layer : layers) {
      INDArray inputs = entering(layer.layer().shape(), rows);
      try (Products products = new Products(layer, inputs)) {
        observer.enters(products);
        INDArray outputs = outputs(products, trial.change(layer.layer().name()));
        if (rows != images) {
          rows.close();
        }
        rows = outputs;
      }
    }
    return rows;
  }

  /** What left the layers before, in the shape in which it enters this one. */
  static INDArray entering(LayerShape shape, INDArray rows) {
    long images = rows.length() / shape.input().size();
    return shape.kind() == LayerKind.DENSE
        ? rows.reshape('c', images, shape.dimension())
        : rows.reshape(
            'c', images, shape.input().height(), shape.input().width(), shape.input().channels());
  }

  /** What leaves the layer, one row per position. */
  private static INDArray outputs(Products products, Change change) {
    Layer layer = products.layer().layer();
    INDArray dots = products.dots(change.weights(), products.inputs());
    INDArray rows = layer.pooled() ? MaxPool.rows(dots, layer.shape().input()) : dots.dup('c');
    normalize(rows, layer.batchNorm());
    INDArray activated = activate(rows, layer, change.activations());
    if (activated != rows) {
      rows.close();
    }
    return activated;
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
