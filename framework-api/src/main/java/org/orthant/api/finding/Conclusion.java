package org.orthant.api.finding;

import java.util.List;

/** What a probe concludes. */
public record Conclusion(List<Finding> findings, List<Verdict> verdicts) {
  public Conclusion {
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
  }
}
