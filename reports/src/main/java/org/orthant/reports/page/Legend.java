package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.orthant.reports.result.Result;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Term;

/** The metrics of one result with their explanations, in the order in which they first occur. */
public record Legend(List<Group> groups) {

  /** The metrics of one probe; {@code doc} says what the probe asks. */
  public record Group(String probe, String doc, List<Entry> entries) {}

  public record Entry(String anchor, String probe, String metric, Term term) {}

  static Legend of(Result result) {
    Map<String, Set<String>> byProbe = new LinkedHashMap<>();
    result
        .findings()
        .forEach(
            finding ->
                byProbe
                    .computeIfAbsent(finding.subject().probe(), probe -> new LinkedHashSet<>())
                    .add(finding.subject().metric()));
    Map<String, String> docs =
        result.probes().stream()
            .collect(Collectors.toMap(Result.Probe::id, Result.Probe::doc, (doc, again) -> doc));
    List<Group> groups = new ArrayList<>();
    int metrics = 0;
    for (Map.Entry<String, Set<String>> probe : byProbe.entrySet()) {
      List<Entry> entries = new ArrayList<>();
      for (String metric : probe.getValue()) {
        metrics++;
        entries.add(
            new Entry(
                "metric-" + metrics,
                probe.getKey(),
                metric,
                Glossary.term(probe.getKey(), metric)));
      }
      groups.add(
          new Group(probe.getKey(), docs.getOrDefault(probe.getKey(), ""), List.copyOf(entries)));
    }
    return new Legend(List.copyOf(groups));
  }
}
