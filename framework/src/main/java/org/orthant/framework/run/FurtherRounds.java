package org.orthant.framework.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.Progress;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.framework.failure.FailureLog;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.measure.RunMeasurer;

/** Measures what probes ask for by what they have seen, round after round, until none asks. */
final class FurtherRounds {
  private final PreparedRun first;
  private final Measurements measurements;
  private final FailureLog log;
  private final Progress progress;
  private final ProbeCaller caller = new ProbeCaller();

  /** How many trials each probe has asked for so far. */
  private final Map<String, Integer> asked = new HashMap<>();

  /**
   * @param measurements what was found in the first round; where to add what is found
   * @param log of this attempt; where to note the failures of plugins
   */
  FurtherRounds(PreparedRun first, Measurements measurements, FailureLog log, Progress progress) {
    this.first = first;
    this.measurements = measurements;
    this.log = log;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param preparer of the first round
   * @param job gives what processes elsewhere need to measure groups of a round
   */
  void measure(RunPreparer preparer, Function<PreparedRun, byte[]> job) {
    for (int round = 1; !log.hasQuantizers(); round++) {
      Map<String, List<Trial>> further = further();
      if (further.isEmpty()) {
        return;
      }
      Progress shown = new RoundProgress(progress, round);
      PreparedRun now = preparer.again(first, new FurtherTrials(round, further), shown);
      new RunMeasurer(now, log, shown).add(measurements, () -> job.apply(now));
    }
  }

  /** Returns what is asked for and not known, by the probes' ids. */
  private Map<String, List<Trial>> further() {
    Map<String, List<Trial>> further = new LinkedHashMap<>();
    for (PlannedProbe probe : first.plan().probes()) {
      List<Trial> unknown =
          isAsked(probe)
              ? named(probe).stream().filter(trial -> !isKnown(probe, trial)).toList()
              : List.of();
      if (!unknown.isEmpty()) {
        further.put(probe.id(), unknown);
      }
    }
    return further;
  }

  private boolean isAsked(PlannedProbe probe) {
    return first.plan().isAsked(probe)
        && probe.needs().predicted() > 0
        && log.ofProbe(probe.id()).isEmpty();
  }

  private boolean isKnown(PlannedProbe probe, Trial trial) {
    return measurements.outcomes(trial).count() >= probe.needs().predicted();
  }

  /** Returns what a probe asks for; nothing where it fails. */
  private List<Trial> named(PlannedProbe probe) {
    try {
      return Exhibition.during(
          first.settings().verified(),
          exhibition ->
              caller.answer(
                  probe,
                  Optional.empty(),
                  "nextTrials",
                  exhibition,
                  shown ->
                      usable(
                          probe,
                          probe
                              .probe()
                              .nextTrials(new ProbeEvidence(probe, first, measurements, shown)))));
    } catch (PluginFailedException e) {
      log.note(List.of(e.failure()));
      return List.of();
    }
  }

  private List<Trial> usable(PlannedProbe probe, List<Trial> named) {
    Plan plan = first.plan();
    List<SelectedLayer> layers = plan.selected();
    List<Trial> trials = named.stream().distinct().toList();
    PlannedProbe.requireServed(trials, layers);
    for (Trial trial : trials) {
      trial.changes().keySet().forEach(layer -> requireFitted(plan, layer, trial));
    }
    int most = probe.probe().mostNextTrials(layers);
    int all = asked.merge(probe.id(), trials.size(), Integer::sum);
    if (all > most) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "asks for %d further trials, and mostNextTrials says at most %d",
              all,
              most));
    }
    return trials;
  }

  private static void requireFitted(Plan plan, String layer, Trial trial) {
    Inputs inputs = trial.change(layer).inputs();
    if (inputs.quantizer().isPresent() && !plan.inputs(layer).contains(inputs)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a further trial puts %s into %s, which no trial before does",
              trial.change(layer).label(),
              layer));
    }
  }
}
