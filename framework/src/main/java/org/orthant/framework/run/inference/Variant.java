package org.orthant.framework.run.inference;

import java.util.List;
import org.orthant.api.measure.Trial;

/**
 * The network under one trial.
 *
 * @param steps one for each of its units, in order
 */
public record Variant(Trial trial, List<Step> steps) {
  public Variant {
    steps = List.copyOf(steps);
  }

  /** The network as trained. */
  public static Variant asTrained(Network network) {
    return new Steps(network).variant(Trial.BASELINE, Alteration::none);
  }

  /** Returns how a unit is computed. */
  public Stage stage(Unit unit) {
    return steps.get(unit.index()).stage().orElseThrow();
  }
}
