package org.orthant.framework.pace;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of work that a run consists of, in their order; each is a task of that name. */
public enum Work {
  TRAINING(1.5e9),
  REFIT(8e9),
  WEIGHTS(3e7),
  IMAGES(8e8);

  private final double supposed;

  Work(double supposed) {
    this.supposed = supposed;
  }

  /** The name of its task. */
  public String task() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind whose task has that name. */
  static Optional<Work> of(String task) {
    return Stream.of(values()).filter(work -> work.task().equals(task)).findFirst();
  }

  /**
   * Multiply-adds a second where nothing is known, as the quick start has them on two cores: enough
   * to draw a bar, not to name a time.
   */
  double supposed() {
    return supposed;
  }
}
