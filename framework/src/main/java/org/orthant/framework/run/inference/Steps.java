package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.orthant.api.measure.Trial;

/**
 * The steps of all variants of a network. Equal ones are made once: the key of a value is its unit,
 * how that is altered, and the keys of what enters.
 */
public final class Steps {
  private final Network network;
  private final Map<List<Object>, Stage> stages = new HashMap<>();
  private final Map<List<Object>, Step> steps = new HashMap<>();

  /** None yet. */
  public Steps(Network network) {
    this.network = network;
  }

  /**
   * The network under a trial.
   *
   * @param alterations how the trial computes each unit
   */
  public Variant variant(Trial trial, Function<Unit, Alteration> alterations) {
    List<Step> made = new ArrayList<>();
    for (Unit unit : network.units()) {
      Alteration alteration = alterations.apply(unit);
      Stage stage =
          stages.computeIfAbsent(
              List.of(unit.index(), alteration.key()), key -> Stage.of(unit, alteration));
      List<Step> inputs =
          unit.inputs().stream()
              .map(input -> input == Unit.IMAGE ? Step.IMAGE : made.get(input))
              .toList();
      List<Object> key = new ArrayList<>(inputs);
      key.add(stage);
      made.add(steps.computeIfAbsent(key, missing -> Step.of(stage, inputs)));
    }
    return new Variant(trial, made);
  }
}
