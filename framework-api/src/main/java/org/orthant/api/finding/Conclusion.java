package org.orthant.api.finding;

import java.util.List;

/**
 * The conclusion of a probe.
 *
 * @param remedies what it found to help in single layers
 * @param advice networks that it advises
 */
public record Conclusion(
    List<Finding> findings, List<Verdict> verdicts, List<Remedy> remedies, List<Advice> advice) {
  public Conclusion {
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
    remedies = List.copyOf(remedies);
    advice = List.copyOf(advice);
  }

  /** A conclusion that advises no network. */
  public Conclusion(List<Finding> findings, List<Verdict> verdicts, List<Remedy> remedies) {
    this(findings, verdicts, remedies, List.of());
  }

  /** A conclusion that knows of no remedy. */
  public Conclusion(List<Finding> findings, List<Verdict> verdicts) {
    this(findings, verdicts, List.of());
  }
}
