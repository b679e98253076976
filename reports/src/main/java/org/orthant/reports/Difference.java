package org.orthant.reports;

import java.util.Optional;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.Result.Verdict;

/**
 * One line of a comparison, in words.
 *
 * @param under the quantizer, or what a trial changed; empty for what concerns neither
 * @param what the metric, or that it is a verdict
 * @param a what run A says; empty if it says nothing
 * @param b what run B says; empty if it says nothing
 * @param reason why, for a verdict
 */
record Difference(
    Outcome outcome,
    String layer,
    String probe,
    String under,
    String what,
    String a,
    String b,
    String reason) {

  static Difference of(FindingPair pair) {
    return of(pair.outcome(), pair.subject(), text(pair.a()), text(pair.b()));
  }

  static Difference gone(Scalar finding) {
    return of(Outcome.GONE, finding.subject(), text(finding), "");
  }

  static Difference isNew(Scalar finding) {
    return of(Outcome.NEW, finding.subject(), "", text(finding));
  }

  static Difference of(Outcome outcome, VerdictPair pair) {
    return of(
        outcome, pair.a(), pair.a().grade().label(), pair.b().grade().label(), pair.b().reason());
  }

  static Difference gone(Verdict verdict) {
    return of(Outcome.GONE, verdict, verdict.grade().label(), "", verdict.reason());
  }

  static Difference isNew(Verdict verdict) {
    return of(Outcome.NEW, verdict, "", verdict.grade().label(), verdict.reason());
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

  private static String text(Scalar finding) {
    String interval = Unit.NUMBER.interval(finding.low(), finding.high());
    return Unit.NUMBER.write(finding.value()) + (interval.isEmpty() ? "" : " " + interval);
  }
}
