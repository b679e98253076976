package org.orthant.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.RowsData.Mark;

/** What each altered layer, and each group of layers, does to the accuracy. */
final class Ablations {
  private static final String REFITTED = "accuracy-change";
  private static final String RAW = "accuracy-change-without-refit";

  private Ablations() {}

  static Optional<AcrossLayers> of(Result result) {
    List<String> changes =
        result.findings().stream()
            .map(Scalar::subject)
            .filter(subject -> subject.probe().equals("ablation"))
            .flatMap(subject -> subject.change().stream())
            .distinct()
            .toList();
    List<Figure> figures =
        changes.stream().flatMap(change -> figure(result, change).stream()).toList();
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "What altered layers do to the accuracy",
                "Each row is another network: the trained one with that layer, or that group of layers, altered. Left of 0"
                    + " accuracy is lost. Every figure has an axis of its own.",
                figures));
  }

  private static Optional<Figure> figure(Result result, String change) {
    boolean refitted = result.findings().stream().anyMatch(each -> is(each, change, REFITTED));
    String metric = refitted ? REFITTED : RAW;
    List<Mark> marks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Scalar finding : result.findings()) {
      if (is(finding, change, metric)) {
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

  private static boolean is(Scalar finding, String change, String metric) {
    return finding.subject().equals(Subject.trial(finding.subject().layer(), change, metric));
  }
}
