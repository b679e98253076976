package org.orthant.framework.run;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;

/**
 * One layer as some trials compute it. A stage is equal to itself alone, so that trials which share
 * one share what comes of it.
 */
final class Stage {
  private final QuantizedLayer layer;
  private final Change change;
  private final BatchNorm norm;

  Stage(QuantizedLayer layer, Change change, BatchNorm norm) {
    this.layer = layer;
    this.change = change;
    this.norm = norm;
  }

  QuantizedLayer layer() {
    return layer;
  }

  Change change() {
    return change;
  }

  BatchNorm norm() {
    return norm;
  }

  /** What the batch normalization meets, one row per position that the pool leaves; a new array. */
  static INDArray pooled(Products products, Change change) {
    Layer layer = products.layer().layer();
    INDArray dots = products.dots(change.weights(), products.inputs());
    return layer.pooled() ? MaxPool.rows(dots, layer.shape().input()) : dots.dup('c');
  }

  /** What leaves the layer. */
  Outputs outputs(Products products) {
    INDArray rows = pooled(products, change);
    normalize(rows);
    return new Outputs(rows, activate(rows));
  }

  private void normalize(INDArray rows) {
    INDArray deviation = Transforms.sqrt(norm.variance().add(norm.epsilon()), false);
    rows.subiRowVector(norm.mean());
    rows.diviRowVector(deviation);
    rows.muliRowVector(norm.gamma());
    rows.addiRowVector(norm.beta());
  }

  private INDArray activate(INDArray rows) {
    Layer of = layer.layer();
    if (of.activationQuantization().isEmpty() || change.activations() == Activations.IDENTITY) {
      return rows;
    }
    return change.activations() == Activations.HARD_TANH
        ? Transforms.hardTanh(rows, true)
        : of.activationQuantization().get().map().apply(rows);
  }

  /**
   * What leaves a layer, one row per position.
   *
   * @param continuous after batch normalization
   * @param activated after the activation; the same array where there is none
   */
  record Outputs(INDArray continuous, INDArray activated) implements AutoCloseable {
    @Override
    public void close() {
      if (activated != continuous) {
        activated.close();
      }
      continuous.close();
    }
  }
}
