package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;

/**
 * A stage with the steps that give what it takes. Two variants whose unit computes the same from
 * the same share the step, and a step is equal to itself alone: it stands for the value.
 */
public final class Step {
  /** The image that enters the network. */
  static final Step IMAGE = new Step(Optional.empty(), List.of());

  private final Optional<Stage> stage;
  private final List<Step> inputs;

  private Step(Optional<Stage> stage, List<Step> inputs) {
    this.stage = stage;
    this.inputs = List.copyOf(inputs);
  }

  static Step of(Stage stage, List<Step> inputs) {
    return new Step(Optional.of(stage), inputs);
  }

  /** Empty for the image alone. */
  public Optional<Stage> stage() {
    return stage;
  }

  /** In the order in which the stage takes them. */
  public List<Step> inputs() {
    return inputs;
  }
}
