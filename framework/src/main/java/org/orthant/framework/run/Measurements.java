package org.orthant.framework.run;

import java.util.HashMap;
import java.util.Map;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;

/** All statistics of a run, folded in the order of the groups. */
final class Measurements {
  private final Map<String, Map<String, MergedStats>> weights = new HashMap<>();
  private final Map<Slot, MergedStats> blocks = new HashMap<>();
  private final Map<Trial, Outcomes> outcomes = new HashMap<>();

  void foldWeights(String probe, String layer, GroupStats written) {
    weights
        .computeIfAbsent(probe, first -> new HashMap<>())
        .computeIfAbsent(layer, first -> new MergedStats())
        .fold(written);
  }

  void fold(GroupResult group) {
    group
        .statistics()
        .forEach(
            (slot, written) ->
                blocks.computeIfAbsent(slot, first -> new MergedStats()).fold(written));
    group
        .outcomes()
        .forEach(
            (trial, seen) -> outcomes.computeIfAbsent(trial, first -> new Outcomes()).merge(seen));
  }

  Recording weights(String probe, String layer) {
    return weights.getOrDefault(probe, Map.of()).getOrDefault(layer, new MergedStats());
  }

  Recording blocks(Slot slot) {
    return blocks.getOrDefault(slot, new MergedStats());
  }

  Outcomes outcomes(Trial trial) {
    return outcomes.getOrDefault(trial, new Outcomes());
  }
}
