package org.orthant.dl4j;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;

/** A recipe: Adam, weights clipped to [−1, 1] after each step. */
public record Training(
    @Doc("a recipe by name, from which all that is not written here comes, down to `keep`")
        Optional<Recipe> recipe,
    @Doc("passes over the training images") int epochs,
    @Doc("images per step") int batch,
    @Doc("what is made small") Loss loss,
    @Doc("learning rate of the first step") double learningRate,
    @Doc("learning rate of the last step") double finalLearningRate,
    @Doc("how the learning rate falls") Decay decay,
    @Doc("whether each image is mirrored left to right, or not, at random") boolean flip,
    @Doc("pixels by which each image is shifted at most, at random; 0 for none") int shift,
    @Doc("how weights are drawn: normal and small, or uniform in [−1, 1]")
        InitialWeights initialWeights,
    @Doc("whether each layer's steps are multiplied by √((fan in + fan out) / 1.5)")
        StepScale stepScale,
    @Doc("what batch normalization adds to the variance") double epsilon,
    @Doc("training images that are set aside, at random, to tell epochs apart; 0 for none")
        int validation,
    @Doc("whether the network of the last epoch is kept, or of the best on the images set aside")
        Keep keep,
    @Doc("native threads of a step; more or fewer change the last digits of what is learned")
        int threads,
    @Doc("layers that compute a step: fused ones, or DeepLearning4J's own, slower, as a reference")
        Layers layers,
    @Doc("every so many epochs the geometry of each layer is measured; 0 for never") int monitor) {

  public Training() {
    this(6, 100, Loss.SQUARED_HINGE, 3e-3, 3e-5, Decay.EXPONENTIAL, false, 0, 1, Layers.FUSED, 0);
  }

  /** Small initial weights, one step for all layers, no image set aside, the last epoch. */
  Training(
      int epochs,
      int batch,
      Loss loss,
      double learningRate,
      double finalLearningRate,
      Decay decay,
      boolean flip,
      int shift,
      int threads,
      Layers layers,
      int monitor) {
    this(
        Optional.empty(),
        epochs,
        batch,
        loss,
        learningRate,
        finalLearningRate,
        decay,
        flip,
        shift,
        InitialWeights.GLOROT,
        StepScale.NONE,
        BinaryNetwork.EPSILON,
        0,
        Keep.LAST,
        threads,
        layers,
        monitor);
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
        epsilon > 0 && epsilon <= 1, "epsilon", "must lie in (0, 1]", epsilon);
    InvalidParameterException.unless(
        validation >= 0, "validation", "must be at least 0", validation);
    InvalidParameterException.unless(
        keep == Keep.LAST || validation > 0,
        "keep",
        "must be last where no images are set aside for validation",
        "best");
    InvalidParameterException.unless(
        threads >= 1 && threads <= 256, "threads", "must lie in 1 … 256", threads);
    InvalidParameterException.unless(monitor >= 0, "monitor", "must be at least 0", monitor);
  }

  /**
   * Returns what is trained, whichever recipe it came from. Finished trainings are found by this
   * text, so it names what came later only where that differs from what was done before.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Training[");
    text.append("epochs=").append(epochs);
    text.append(", batch=").append(batch);
    text.append(", loss=").append(loss);
    text.append(", learningRate=").append(learningRate);
    text.append(", finalLearningRate=").append(finalLearningRate);
    text.append(", decay=").append(decay);
    text.append(", flip=").append(flip);
    text.append(", shift=").append(shift);
    text.append(", threads=").append(threads);
    text.append(", layers=").append(layers);
    text.append(", monitor=").append(monitor);
    if (initialWeights != InitialWeights.GLOROT) {
      text.append(", initialWeights=").append(initialWeights);
    }
    if (stepScale != StepScale.NONE) {
      text.append(", stepScale=").append(stepScale);
    }
    if (epsilon != BinaryNetwork.EPSILON) {
      text.append(", epsilon=").append(epsilon);
    }
    if (validation != 0) {
      text.append(", validation=").append(validation);
    }
    if (keep != Keep.LAST) {
      text.append(", keep=").append(keep);
    }
    return text.append(']').toString();
  }
}
