package org.orthant.reports;

import java.util.ArrayList;
import java.util.List;
import org.orthant.reports.Result.Scalar;

/** The metrics of one result with their explanations, in the order in which they first occur. */
record Legend(List<Group> groups) {

  /** The metrics of one probe; {@code doc} says what the probe asks. */
  record Group(String probe, String doc, List<Entry> entries) {}

  record Entry(String anchor, String probe, String metric, Term term) {}

  static Legend of(Result result) {
    List<Group> groups = new ArrayList<>();
    int metrics = 0;
    for (String probe : probes(result)) {
      List<Entry> entries = new ArrayList<>();
      for (String metric : metrics(result, probe)) {
        metrics++;
        entries.add(new Entry("metric-" + metrics, probe, metric, Glossary.term(probe, metric)));
      }
      groups.add(new Group(probe, doc(result, probe), List.copyOf(entries)));
    }
    return new Legend(List.copyOf(groups));
  }

  private static List<String> probes(Result result) {
    return result.findings().stream().map(finding -> finding.subject().probe()).distinct().toList();
  }

  private static List<String> metrics(Result result, String probe) {
    return result.findings().stream()
        .map(Scalar::subject)
        .filter(subject -> subject.probe().equals(probe))
        .map(Result.Subject::metric)
        .distinct()
        .toList();
  }

  private static String doc(Result result, String probe) {
    return result.probes().stream()
        .filter(each -> each.id().equals(probe))
        .map(Result.Probe::doc)
        .findFirst()
        .orElse("");
  }
}
