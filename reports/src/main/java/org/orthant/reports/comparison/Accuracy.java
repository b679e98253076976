package org.orthant.reports.comparison;

import java.util.List;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;

/**
 * The accuracy of a network as used. It has one name here, whichever probe told it: a run with
 * ablations has it from those, another from the probe accuracy.
 */
final class Accuracy {
  private static final Subject ONE = Subject.of("accuracy", Result.NETWORK, "accuracy");
  private static final Subject OF_ABLATION = Subject.of("ablation", Result.NETWORK, "accuracy");

  private Accuracy() {}

  static boolean isOne(Subject subject) {
    return subject.equals(ONE);
  }

  /** The findings of a result, in which the accuracy stands once and under one name. */
  static List<Scalar> named(Result result) {
    boolean twice = result.finding(OF_ABLATION).isPresent();
    return result.findings().stream()
        .filter(finding -> !(twice && isOne(finding.subject())))
        .map(finding -> finding.subject().equals(OF_ABLATION) ? renamed(finding) : finding)
        .toList();
  }

  private static Scalar renamed(Scalar finding) {
    return new Scalar(
        ONE, finding.value(), finding.expected(), finding.low(), finding.high(), finding.n());
  }
}
