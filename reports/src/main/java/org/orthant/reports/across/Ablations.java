package org.orthant.reports.across;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.RowsData.Mark;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/** What each altered layer, and each group of layers, does to the accuracy. */
final class Ablations {
  private static final String REFITTED = "accuracy-change";
  private static final String RAW = "accuracy-change-without-refit";

  private Ablations() {}

  static Optional<AcrossLayers> of(Result result) {
    Map<String, List<Scalar>> byChange =
        result.findings().stream()
            .filter(finding -> finding.subject().probe().equals("ablation"))
            .filter(finding -> finding.subject().quantizer().isEmpty())
            .filter(finding -> finding.subject().change().isPresent())
            .collect(
                groupingBy(
                    finding -> finding.subject().change().orElseThrow(),
                    LinkedHashMap::new,
                    toList()));
    List<Figure> figures = new ArrayList<>();
    byChange.forEach(
        (change, findings) -> figure(result, change, findings).ifPresent(figures::add));
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "What altered layers do to the accuracy",
                "Each row is another network: the trained one with that layer, or that group of layers, altered. Left of 0"
                    + " accuracy is lost. Every figure has an axis of its own.",
                List.copyOf(figures)));
  }

  private static Optional<Figure> figure(Result result, String change, List<Scalar> findings) {
    boolean refitted = findings.stream().anyMatch(each -> each.subject().metric().equals(REFITTED));
    String metric = refitted ? REFITTED : RAW;
    List<Mark> marks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Scalar finding : findings) {
      if (finding.subject().metric().equals(metric)) {
        String layer = finding.subject().layer();
        marks.add(
            new Mark(
                layer,
                0,
                RowsData.nullable(OptionalDouble.of(finding.value())),
                null,
                null,
                RowsData.nullable(finding.low()),
                RowsData.nullable(finding.high()),
                null,
                null));
        rows.add(
            List.of(
                layer,
                Unit.NUMBER.write(finding.value()),
                Unit.NUMBER.interval(finding.low(), finding.high()),
                refitted
                    ? result
                        .finding(Subject.trial(layer, change, RAW))
                        .map(raw -> Unit.NUMBER.write(raw.value()))
                        .orElse("")
                    : "",
                finding.n().isPresent() ? Unit.count(finding.n().getAsLong()) : ""));
      }
    }
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                change,
                String.format(
                    Locale.ROOT,
                    "Change of the accuracy, with 95 %% intervals; %s.",
                    refitted
                        ? "batch normalization refitted in both networks"
                        : "batch normalization not refitted, so that most of a loss may be the scale's"),
                new RowsData("change of the accuracy", true, List.copyOf(marks)),
                new NumberTable(
                    List.of("altered", "change", "95 % interval", "without refit", "images"),
                    rows)));
  }
}
