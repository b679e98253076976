package org.orthant.framework.run.measure;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureLog;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.failure.PluginFailedException;

/** All statistics of a run, folded in the order of the groups. */
public final class Measurements {
  private final Map<String, Map<String, MergedStats>> weights = new HashMap<>();
  private final Map<StatisticsKey, MergedStats> blocks = new HashMap<>();
  private final Map<Trial, Outcomes> outcomes = new HashMap<>();
  private final Map<String, String> unusable = new TreeMap<>();
  private final FailureLog log;

  /**
   * Those of nothing yet.
   *
   * @param log where to note failures, in the order of what is folded
   */
  Measurements(FailureLog log) {
    this.log = log;
  }

  /**
   * Takes what was written for one layer, of no probe that has failed.
   *
   * @return the probes that wrote what cannot be folded
   */
  List<String> foldWeights(String layer, Written written) {
    log.note(written.failures());
    return written.stats().entrySet().stream()
        .filter(
            entry ->
                !fold(
                    entry.getKey(),
                    layer,
                    weights
                        .computeIfAbsent(entry.getKey(), first -> new HashMap<>())
                        .computeIfAbsent(layer, first -> new MergedStats()),
                    entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Takes what one group of images gave, of no probe that has failed.
   *
   * @return the probes that wrote what cannot be folded
   */
  List<String> fold(GroupResult group) {
    log.note(group.failures());
    group
        .outcomes()
        .forEach(
            (trial, seen) -> outcomes.computeIfAbsent(trial, first -> new Outcomes()).merge(seen));
    return group.statistics().entrySet().stream()
        .filter(
            entry ->
                !fold(
                    entry.getKey().probe(),
                    entry.getKey().layer(),
                    blocks.computeIfAbsent(entry.getKey(), first -> new MergedStats()),
                    entry.getValue()))
        .map(entry -> entry.getKey().probe())
        .toList();
  }

  /** Forgets what the network said under trials that are measured anew. */
  void forget(List<Trial> trials) {
    outcomes.keySet().removeAll(trials);
  }

  /** Merging asks the probe's own statistics. */
  private boolean fold(String probe, String layer, MergedStats merged, GroupStats written) {
    if (log.ofProbe(probe).isPresent()) {
      return true;
    }
    try {
      PluginCall merging =
          new PluginCall(Failure.subjectOfProbe(probe, Optional.of(layer)), "merging");
      merging.make(
          () -> {
            merged.fold(written);
            return merged;
          },
          e ->
              new PluginFailedException(
                  Failure.ofProbe(
                      probe,
                      Optional.of(layer),
                      "merging: " + PluginCall.inWords(e),
                      Optional.of(e))));
      return true;
    } catch (PluginFailedException e) {
      log.note(List.of(e.failure()));
      return false;
    }
  }

  /** Notes that a layer's weights cannot be used, and why. */
  void foldUnusable(String layer, String reason) {
    unusable.put(layer, reason);
  }

  /** The layers whose weights could not be used, and why. */
  public Map<String, String> unusable() {
    return Collections.unmodifiableMap(unusable);
  }

  public Recording weights(String probe, String layer) {
    return weights.getOrDefault(probe, Map.of()).getOrDefault(layer, new MergedStats());
  }

  public Recording blocks(StatisticsKey key) {
    return blocks.getOrDefault(key, new MergedStats());
  }

  public Outcomes outcomes(Trial trial) {
    return outcomes.getOrDefault(trial, new Outcomes());
  }

  /**
   * What all probes wrote for one layer's weights.
   *
   * @param stats by the probe's id
   * @param failures of the probes and of the quantizers they asked
   */
  record Written(Map<String, GroupStats> stats, List<Failure> failures) {}
}
