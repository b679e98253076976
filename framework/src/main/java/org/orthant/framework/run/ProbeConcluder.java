package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerOutline;
import org.orthant.framework.config.Named;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureLog;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.result.ProbeConclusion;
import org.orthant.framework.run.guard.UsableConclusion;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;

/** Asks every probe what it concludes. One that has failed concludes nothing. */
final class ProbeConcluder {
  private static final Conclusion NOTHING = new Conclusion(List.of(), List.of());

  private final PreparedRun prepared;
  private final Measurements measurements;
  private final FailureLog log;
  private final ProbeCaller caller;
  private final UsableConclusion usable;

  /**
   * @param log of this attempt; where to note the failures of plugins
   */
  ProbeConcluder(PreparedRun prepared, Measurements measurements, FailureLog log) {
    this.prepared = prepared;
    this.measurements = measurements;
    this.log = log;
    this.caller = new ProbeCaller();
    this.usable =
        new UsableConclusion(
            prepared.plan().network().stream().map(LayerOutline::shape).toList(),
            prepared.plan().spec().quantizers().stream().map(Named::name).toList());
  }

  /** Returns what was measured, with what the probes make of it. */
  MeasuredRun conclude() {
    List<PlannedProbe> probes = prepared.plan().probes();
    Reservations reservations = Reservations.of(probes, measurements::outcomes);
    List<ProbeConclusion> conclusions = new ArrayList<>();
    for (PlannedProbe probe : probes) {
      conclusions.add(
          new ProbeConclusion(
              probe.id(),
              probe.doc(),
              withUnusable(probe, reservations.left(probe, conclusion(probe)))));
    }
    return new MeasuredRun(prepared, measurements, conclusions, failures(), reservations);
  }

  /** Of layers whose weights cannot be used, each probe that looks at weights says so. */
  private Conclusion withUnusable(PlannedProbe probe, Conclusion conclusion) {
    if (measurements.unusable().isEmpty() || !probe.needs().weights()) {
      return conclusion;
    }
    List<Verdict> verdicts = new ArrayList<>(conclusion.verdicts());
    measurements
        .unusable()
        .forEach(
            (layer, reason) ->
                verdicts.add(new Verdict(Subject.layer(layer), Grade.NOT_EVALUATED, reason)));
    return new Conclusion(
        conclusion.findings(), verdicts, conclusion.remedies(), conclusion.advice());
  }

  private Conclusion conclusion(PlannedProbe probe) {
    if (probe.unanswerable().isPresent()) {
      return new Conclusion(
          List.of(),
          List.of(Verdict.notAsked(Subject.network(), probe.unanswerable().get() + ".")));
    }
    if (!prepared.plan().isAsked(probe) || log.ofProbe(probe.id()).isPresent()) {
      return NOTHING;
    }
    try {
      return Exhibition.during(
          prepared.settings().verified(),
          exhibition ->
              caller.answer(
                  probe,
                  Optional.empty(),
                  "conclude",
                  exhibition,
                  shown ->
                      usable.of(
                          probe
                              .probe()
                              .conclude(new ProbeEvidence(probe, prepared, measurements, shown)))));
    } catch (PluginFailedException e) {
      log.note(List.of(e.failure()));
      return NOTHING;
    }
  }

  /** Those the plan has noted, then those of the probes in their order. */
  private List<Failure> failures() {
    Plan plan = prepared.plan();
    List<Failure> failures = new ArrayList<>(plan.failures());
    plan.probes().forEach(probe -> log.ofProbe(probe.id()).ifPresent(failures::add));
    return failures;
  }
}
