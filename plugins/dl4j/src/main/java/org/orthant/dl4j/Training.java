package org.orthant.dl4j;

import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;

/** A recipe: Adam, weights clipped to [−1, 1] after each step. */
public record Training(
    @Doc("passes over the training images") int epochs,
    @Doc("images per step") int batch,
    @Doc("what is made small") Loss loss,
    @Doc("learning rate of the first step") double learningRate,
    @Doc("learning rate of the last step") double finalLearningRate,
    @Doc("how the learning rate falls") Decay decay,
    @Doc("whether each image is mirrored left to right, or not, at random") boolean flip,
    @Doc("pixels by which each image is shifted at most, at random; 0 for none") int shift,
    @Doc("native threads of a step; more or fewer change the last digits of what is learned")
        int threads,
    @Doc("layers that compute a step: fused ones, or DeepLearning4J's own, slower, as a reference")
        Layers layers,
    @Doc("every so many epochs the geometry of each layer is measured; 0 for never") int monitor) {

  public Training() {
    this(6, 100, Loss.SQUARED_HINGE, 3e-3, 3e-5, Decay.EXPONENTIAL, false, 0, 1, Layers.FUSED, 0);
  }

  public Training {
    InvalidParameterException.unless(epochs >= 1, "epochs", "must be at least 1", epochs);
    InvalidParameterException.unless(
        batch >= 2, "batch", "must be at least 2, for batch normalization", batch);
    InvalidParameterException.unless(
        learningRate > 0 && learningRate <= 1, "learningRate", "must lie in (0, 1]", learningRate);
    InvalidParameterException.unless(
        finalLearningRate > 0 && finalLearningRate <= learningRate,
        "finalLearningRate",
        "must lie in (0, learning-rate]",
        finalLearningRate);
    InvalidParameterException.unless(
        shift >= 0 && shift <= 16, "shift", "must lie in 0 … 16", shift);
    InvalidParameterException.unless(
        threads >= 1 && threads <= 256, "threads", "must lie in 1 … 256", threads);
    InvalidParameterException.unless(monitor >= 0, "monitor", "must be at least 0", monitor);
  }
}
