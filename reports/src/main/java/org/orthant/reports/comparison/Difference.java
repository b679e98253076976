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
 * @param gradeA what a verdict of run A is; nothing for numbers
 * @param gradeB what a verdict of run B is; nothing for numbers
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
    Optional<Grade> gradeA,
    Optional<Grade> gradeB,
    String reason) {

  private static final String MISSING = "missing";
  private static final Optional<Grade> NONE = Optional.empty();

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
        outcome,
        pair.a(),
        Optional.of(pair.a().grade()),
        Optional.of(pair.b().grade()),
        "",
        pair.b().reason());
  }

  static Difference gone(Verdict verdict) {
    return verdict.grade() == Grade.NOT_EVALUATED
        ? of(Outcome.UNCOMPARED, verdict, grade(verdict), Optional.empty(), "", verdict.reason())
        : of(Outcome.LOST, verdict, grade(verdict), Optional.empty(), MISSING, verdict.reason());
  }

  static Difference isNew(Verdict verdict) {
    return of(Outcome.NEW, verdict, Optional.empty(), grade(verdict), "", verdict.reason());
  }

  private static Optional<Grade> grade(Verdict verdict) {
    return Optional.of(verdict.grade());
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
    return new Difference(
        Outcome.LOST, layer, "", "", "layer", "measured", MISSING, NONE, NONE, "");
  }

  /** A quantizer that B does not have. */
  static Difference goneQuantizer(String quantizer) {
    return new Difference(
        Outcome.LOST, "", "", quantizer, "quantizer", "measured", MISSING, NONE, NONE, "");
  }

  /** A probe that B does not have. */
  static Difference goneProbe(String probe) {
    return new Difference(Outcome.LOST, "", probe, "", "probe", "asked", MISSING, NONE, NONE, "");
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
        NONE,
        NONE,
        failure.reason());
  }

  private static Difference of(Outcome outcome, Subject subject, String a, String b) {
    Optional<String> under = subject.quantizer().or(subject::change);
    return new Difference(
        outcome,
        subject.layer(),
        subject.probe(),
        under.orElse(""),
        subject.metric(),
        a,
        b,
        NONE,
        NONE,
        "");
  }

  private static Difference of(
      Outcome outcome,
      Verdict verdict,
      Optional<Grade> a,
      Optional<Grade> b,
      String otherwise,
      String reason) {
    return new Difference(
        outcome,
        verdict.layer(),
        verdict.probe().orElse(""),
        verdict.quantizer().orElse(""),
        "verdict",
        a.map(Grade::label).orElse(""),
        b.map(Grade::label).orElse(otherwise),
        a,
        b,
        reason);
  }

  private static Difference of(
      Outcome outcome, GateCheck check, String a, String b, String reason) {
    return new Difference(
        outcome, check.layer(), "", "", "gate: " + check.rule(), a, b, NONE, NONE, reason);
  }

  private static String text(Scalar finding) {
    String interval = Unit.NUMBER.interval(finding.low(), finding.high());
    return Unit.NUMBER.write(finding.value()) + (interval.isEmpty() ? "" : " " + interval);
  }
}
