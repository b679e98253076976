package org.orthant.reports.glance;

import java.util.List;
import java.util.stream.Collectors;
import org.orthant.reports.diagnosis.Cause;

/**
 * An answer on the first screen.
 *
 * @param answer up to a full stop, or to a colon where causes follow
 * @param layer whose causes follow; empty where none do
 */
public record Sentence(String question, String answer, String layer, List<Cause> causes) {

  static Sentence of(String question, String answer) {
    return new Sentence(question, answer, "", List.of());
  }

  /** The whole answer in plain words. */
  public String text() {
    return causes.isEmpty()
        ? answer
        : answer + causes.stream().map(Cause::clause).collect(Collectors.joining("; ")) + ".";
  }
}
