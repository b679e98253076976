package org.orthant.api.finding;

import java.util.List;

/**
 * What a probe concludes.
 *
 * @param remedies what it found to help
 */
public record Conclusion(List<Finding> findings, List<Verdict> verdicts, List<Remedy> remedies) {
  public Conclusion {
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
    remedies = List.copyOf(remedies);
  }

  /** A conclusion that knows of no remedy. */
  public Conclusion(List<Finding> findings, List<Verdict> verdicts) {
    this(findings, verdicts, List.of());
  }
}
