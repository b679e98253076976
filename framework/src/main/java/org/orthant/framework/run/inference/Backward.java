package org.orthant.framework.run.inference;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Patches;

/**
 * Passes the gradient of the squared hinge loss back from the scores, with the statistics of batch
 * normalization held fixed and the straight-through estimator at quantized activations.
 */
public final class Backward {
  private Backward() {}

  /** Sees the gradient at each layer. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Called for each layer, the last first.
     *
     * @param gradient with respect to the layer's dot products, [images × positions, filters];
     *     valid during the call
     */
    void passes(Products products, INDArray gradient);
  }

  /**
   * Passes back over all layers.
   *
   * @param path the layers that the images have passed
   * @param scores what came of it, [images, classes]
   * @param images how many of the images count, from the first on
   */
  public static void run(
      List<Inference.Passage> path, INDArray scores, int[] labels, int images, Observer observer) {
    INDArray gradient = ofLoss(scores, labels, images);
    for (int index = path.size() - 1; index >= 0; index--) {
      Inference.Passage passage = path.get(index);
      try (INDArray arriving = gradient;
          INDArray ofDots = ofDots(passage, arriving)) {
        observer.passes(passage.products(), ofDots);
        passage.products().release();
        if (index > 0) {
          gradient = ofInputs(passage, ofDots);
        }
      }
    }
  }

  /** With respect to the scores: −2t·max(0, 1 − t·s) for the targets t = ±1. */
  private static INDArray ofLoss(INDArray scores, int[] labels, int images) {
    int classes = (int) scores.size(1);
    float[] values = scores.data().asFloat();
    float[] gradient = new float[values.length];
    for (int i = 0; i < images * classes; i++) {
      float target = i % classes == labels[i / classes] ? 1 : -1;
      gradient[i] = -2 * target * Math.max(0, 1 - target * values[i]);
    }
    return Nd4j.create(gradient, scores.shape(), 'c');
  }

  private static INDArray ofDots(Inference.Passage passage, INDArray ofActivated) {
    Layer layer = passage.stage().layer().layer();
    float[] gradient = ofActivated.data().asFloat();
    if (layer.activationQuantization().isPresent()
        && passage.stage().change().activations() != Activations.IDENTITY) {
      passWithinOne(gradient, passage.outputs().continuous().data().asFloat());
    }
    scale(gradient, passage.stage().norm());
    INDArray ofPooled = Nd4j.create(gradient, passage.outputs().continuous().shape(), 'c');
    if (!layer.pooled()) {
      return ofPooled;
    }
    try (INDArray pooled = ofPooled) {
      INDArray dots = passage.products().dots(passage.stage().change().weights());
      return MaxPool.undo(pooled, dots, layer.shape().input());
    }
  }

  private static void passWithinOne(float[] gradient, float[] continuous) {
    for (int i = 0; i < gradient.length; i++) {
      if (Math.abs(continuous[i]) > 1) {
        gradient[i] = 0;
      }
    }
  }

  private static void scale(float[] gradient, BatchNorm norm) {
    float[] gamma = norm.gamma().data().asFloat();
    float[] variance = norm.variance().data().asFloat();
    for (int i = 0; i < gradient.length; i++) {
      int channel = i % gamma.length;
      gradient[i] *= (float) (gamma[channel] / Math.sqrt(variance[channel] + norm.epsilon()));
    }
  }

  /** With respect to what entered, one row per position of the layer before. */
  private static INDArray ofInputs(Inference.Passage passage, INDArray ofDots) {
    INDArray weights = passage.stage().layer().weights(passage.stage().change().weights());
    INDArray rows = Rows.combinations(ofDots, weights);
    INDArray inputs = new Patches(passage.stage().layer().layer().shape()).fold(rows);
    if (inputs != rows) {
      rows.close();
    }
    return inputs;
  }
}
