package org.orthant.dl4j;

import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;

/** A recipe: Adam on the squared hinge loss, weights clipped to [−1, 1] after each step. */
public record Training(
    @Doc("passes over the training images") int epochs,
    @Doc("images per step") int batch,
    @Doc("learning rate of the first step") double learningRate,
    @Doc("learning rate of the last step") double finalLearningRate,
    @Doc("how the learning rate falls: exponential or cosine") Decay decay) {

  public Training() {
    this(6, 100, 3e-3, 3e-5, Decay.EXPONENTIAL);
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
  }
}
