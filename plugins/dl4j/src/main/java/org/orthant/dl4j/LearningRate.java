package org.orthant.dl4j;

import org.nd4j.linalg.schedule.ISchedule;

/** A {@link Decay} over a known number of steps, as DeepLearning4J asks for it. */
record LearningRate(Decay decay, double first, double last, long steps) implements ISchedule {
  private static final long serialVersionUID = 1L;

  /** Returns the same decay from another rate. */
  LearningRate times(double factor) {
    return new LearningRate(decay, first * factor, last * factor, steps);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return decay.rate(first, last, Math.min(1, iteration / (double) Math.max(1, steps - 1)));
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
