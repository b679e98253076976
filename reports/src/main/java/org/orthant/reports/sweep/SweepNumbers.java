package org.orthant.reports.sweep;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.orthant.reports.page.MetricTable.Cell;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Finding;
import org.orthant.reports.words.Glossary;

/**
 * All numbers of one probe: a row for each, a column for each combination.
 *
 * @param columns the combinations in words
 */
public record SweepNumbers(String probe, List<String> columns, List<Row> rows) {
  /** Beyond so many cells a page is no place for them. */
  private static final int MOST_CELLS = 30_000;

  public record Row(String layer, String under, String metric, List<Cell> cells) {}

  /** Empty where there are too many. */
  static List<SweepNumbers> of(SweepResult sweep) {
    List<List<String>> places = sweep.findings().stream().map(Finding::at).distinct().toList();
    Map<Subject, Map<List<String>, Finding>> bySubject = new LinkedHashMap<>();
    sweep
        .findings()
        .forEach(
            finding ->
                bySubject
                    .computeIfAbsent(finding.subject(), subject -> new LinkedHashMap<>())
                    .put(finding.at(), finding));
    if ((long) places.size() * bySubject.size() > MOST_CELLS) {
      return List.of();
    }
    Map<String, List<Row>> byProbe = new LinkedHashMap<>();
    bySubject.forEach(
        (subject, findings) -> {
          List<Cell> cells = new ArrayList<>();
          for (List<String> place : places) {
            cells.add(cell(subject, Optional.ofNullable(findings.get(place))));
          }
          byProbe
              .computeIfAbsent(subject.probe(), probe -> new ArrayList<>())
              .add(
                  new Row(
                      subject.layer(),
                      Stream.of(subject.quantizer(), subject.change())
                          .flatMap(Optional::stream)
                          .collect(joining(", ")),
                      Glossary.term(subject.probe(), subject.metric()).label(),
                      List.copyOf(cells)));
        });
    List<String> columns =
        places.stream().map(sweep::words).map(words -> words.isEmpty() ? "mean" : words).toList();
    return byProbe.entrySet().stream()
        .map(probe -> new SweepNumbers(probe.getKey(), columns, List.copyOf(probe.getValue())))
        .toList();
  }

  private static Cell cell(Subject subject, Optional<Finding> finding) {
    return finding
        .map(
            found ->
                Cell.of(
                    Glossary.term(subject.probe(), subject.metric()).unit(),
                    new Scalar(
                        subject,
                        found.mean(),
                        found.expected(),
                        found.low(),
                        found.high(),
                        OptionalLong.of(found.n()))))
        .orElse(Cell.EMPTY);
  }
}
