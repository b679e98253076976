package org.orthant.reports.comparison;

import java.util.Optional;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result.Failure;
import org.orthant.reports.result.Result.GateCheck;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Unit;

/**
 * One line of a comparison, in words.
 *
 * @param under the quantizer, or what a trial changed; empty for what concerns neither
 * @param what the metric, or what else is compared
 * @param a what run A says; empty if it says nothing
 * @param b what run B says; empty if it says nothing
 * @param reason why; empty for most numbers
 */
public record Difference(
    Outcome outcome,
    String layer,
    String probe,
    String under,
    String what,
    String a,
    String b,
    String reason) {

  private static final String MISSING = "missing";

  static Difference of(FindingPair pair) {
    String b = text(pair.b());
    return of(
        pair.outcome(),
        pair.subject(),
        text(pair.a()),
        pair.lost()
            .filter(lost -> FindingPair.isDefined(pair.b()))
            .map(lost -> lost + ": " + b)
            .orElse(b));
  }

  static Difference gone(Scalar finding) {
    return FindingPair.isDefined(finding)
        ? of(Outcome.LOST, finding.subject(), text(finding), MISSING)
        : of(Outcome.UNCOMPARED, finding.subject(), text(finding), "");
  }

  static Difference isNew(Scalar finding) {
    return of(Outcome.NEW, finding.subject(), "", text(finding));
  }

  static Difference of(Outcome outcome, VerdictPair pair) {
    return of(
        outcome, pair.a(), pair.a().grade().label(), pair.b().grade().label(), pair.b().reason());
  }

  static Difference gone(Verdict verdict) {
    return verdict.grade() == Grade.NOT_EVALUATED
        ? of(Outcome.UNCOMPARED, verdict, verdict.grade().label(), "", verdict.reason())
        : of(Outcome.LOST, verdict, verdict.grade().label(), MISSING, verdict.reason());
  }

  static Difference isNew(Verdict verdict) {
    return of(Outcome.NEW, verdict, "", verdict.grade().label(), verdict.reason());
  }

  static Difference of(GatePair pair) {
    return of(pair.outcome(), pair.a(), pair.a().label(), pair.b().label(), pair.b().reason());
  }

  static Difference gone(GateCheck check) {
    return check.hasPassed() || check.hasFailed()
        ? of(Outcome.LOST, check, check.label(), MISSING, check.reason())
        : of(Outcome.UNCOMPARED, check, check.label(), "", check.reason());
  }

  static Difference isNew(GateCheck check) {
    return of(Outcome.NEW, check, "", check.label(), check.reason());
  }

  /** A layer that B does not have. */
  static Difference goneLayer(String layer) {
    return new Difference(Outcome.LOST, layer, "", "", "layer", "measured", MISSING, "");
  }

  /** A quantizer that B does not have. */
  static Difference goneQuantizer(String quantizer) {
    return new Difference(Outcome.LOST, "", "", quantizer, "quantizer", "measured", MISSING, "");
  }

  /** A probe that B does not have. */
  static Difference goneProbe(String probe) {
    return new Difference(Outcome.LOST, "", probe, "", "probe", "asked", MISSING, "");
  }

  /** A plugin that B had to do without, and A had not. */
  static Difference failed(Failure failure) {
    boolean isProbe = failure.isOfProbe(failure.name());
    return new Difference(
        Outcome.LOST,
        failure.layer().orElse(""),
        isProbe ? failure.name() : "",
        isProbe ? "" : failure.name(),
        failure.plugin(),
        "",
        "failed",
        failure.reason());
  }

  private static Difference of(Outcome outcome, Subject subject, String a, String b) {
    Optional<String> under = subject.quantizer().or(subject::change);
    return new Difference(
        outcome, subject.layer(), subject.probe(), under.orElse(""), subject.metric(), a, b, "");
  }

  private static Difference of(
      Outcome outcome, Verdict verdict, String a, String b, String reason) {
    return new Difference(
        outcome,
        verdict.layer(),
        verdict.probe().orElse(""),
        verdict.quantizer().orElse(""),
        "verdict",
        a,
        b,
        reason);
  }

  private static Difference of(
      Outcome outcome, GateCheck check, String a, String b, String reason) {
    return new Difference(outcome, check.layer(), "", "", "gate: " + check.rule(), a, b, reason);
  }

  private static String text(Scalar finding) {
    String interval = Unit.NUMBER.interval(finding.low(), finding.high());
    return Unit.NUMBER.write(finding.value()) + (interval.isEmpty() ? "" : " " + interval);
  }
}
