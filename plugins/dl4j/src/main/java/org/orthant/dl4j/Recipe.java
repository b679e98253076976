package org.orthant.dl4j;

import java.util.Optional;
import org.orthant.api.Preset;

/** A recipe known by name. It leaves alone how a step is computed and what is watched. */
public enum Recipe implements Preset<Training> {
  /** That of the notebook of Anderson & Berg (2018): small weights, small steps. */
  PAPER {
    @Override
    public Training over(Training base) {
      return new Training(
          Optional.of(this),
          500,
          50,
          Loss.SQUARED_HINGE,
          1e-3,
          3e-7,
          Decay.EXPONENTIAL,
          false,
          0,
          InitialWeights.GLOROT,
          StepScale.NONE,
          BinaryNetwork.EPSILON,
          0,
          Keep.LAST,
          base.threads(),
          base.layers(),
          base.monitor());
    }
  },

  /**
   * That of Courbariaux et al. (2016) for CIFAR-10: weights that fill [−1, 1] from the start, steps
   * scaled to them, the best epoch kept. Theirs lowers the rate once an epoch, this with each step.
   */
  BINARYNET {
    @Override
    public Training over(Training base) {
      return new Training(
          Optional.of(this),
          500,
          50,
          Loss.SQUARED_HINGE,
          1e-3,
          3e-7,
          Decay.EXPONENTIAL,
          false,
          0,
          InitialWeights.UNIFORM,
          StepScale.GLOROT,
          1e-4,
          5000,
          Keep.BEST,
          base.threads(),
          base.layers(),
          base.monitor());
    }
  },

  /** Orthant's own: larger steps that end with the training, mirrored images. */
  FAST {
    @Override
    public Training over(Training base) {
      return new Training(
          Optional.of(this),
          20,
          50,
          Loss.SQUARED_HINGE,
          5e-3,
          1e-5,
          Decay.COSINE,
          true,
          0,
          InitialWeights.GLOROT,
          StepScale.NONE,
          BinaryNetwork.EPSILON,
          0,
          Keep.LAST,
          base.threads(),
          base.layers(),
          base.monitor());
    }
  }
}
