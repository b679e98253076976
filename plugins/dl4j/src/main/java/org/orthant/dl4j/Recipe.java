package org.orthant.dl4j;

import java.util.Optional;
import org.orthant.api.Preset;

/** A recipe known by name. It leaves alone how a step is computed and what is watched. */
public enum Recipe implements Preset<Training> {
  /** That of the notebook of Anderson & Berg (2018): small weights, small steps. */
  PAPER(
      500,
      1e-3,
      3e-7,
      Decay.EXPONENTIAL,
      false,
      InitialWeights.GLOROT,
      StepScale.NONE,
      BinaryNetwork.EPSILON,
      0,
      Keep.LAST),

  /**
   * That of Courbariaux et al. (2016) for CIFAR-10: weights that fill [−1, 1] from the start, steps
   * scaled to them, the best epoch kept. Theirs lowers the rate once an epoch, this with each step.
   */
  BINARYNET(
      500,
      1e-3,
      3e-7,
      Decay.EXPONENTIAL,
      false,
      InitialWeights.UNIFORM,
      StepScale.GLOROT,
      1e-4,
      5000,
      Keep.BEST),

  /** Orthant's own: larger steps that end with the training, mirrored images. */
  FAST(
      20,
      5e-3,
      1e-5,
      Decay.COSINE,
      true,
      InitialWeights.GLOROT,
      StepScale.NONE,
      BinaryNetwork.EPSILON,
      0,
      Keep.LAST);

  private static final int BATCH = 50;

  private final int epochs;
  private final double learningRate;
  private final double finalLearningRate;
  private final Decay decay;
  private final boolean flip;
  private final InitialWeights initialWeights;
  private final StepScale stepScale;
  private final double epsilon;
  private final int validation;
  private final Keep keep;

  Recipe(
      int epochs,
      double learningRate,
      double finalLearningRate,
      Decay decay,
      boolean flip,
      InitialWeights initialWeights,
      StepScale stepScale,
      double epsilon,
      int validation,
      Keep keep) {
    this.epochs = epochs;
    this.learningRate = learningRate;
    this.finalLearningRate = finalLearningRate;
    this.decay = decay;
    this.flip = flip;
    this.initialWeights = initialWeights;
    this.stepScale = stepScale;
    this.epsilon = epsilon;
    this.validation = validation;
    this.keep = keep;
  }

  @Override
  public Training over(Training base) {
    return new Training(
        Optional.of(this),
        epochs,
        BATCH,
        Loss.SQUARED_HINGE,
        learningRate,
        finalLearningRate,
        decay,
        flip,
        0,
        initialWeights,
        stepScale,
        epsilon,
        validation,
        keep,
        base.threads(),
        base.layers(),
        base.monitor());
  }
}
