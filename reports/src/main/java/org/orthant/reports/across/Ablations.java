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
import java.util.stream.DoubleStream;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.Range;
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
    Range shown = shown(byChange);
    List<Figure> figures = new ArrayList<>();
    byChange.forEach(
        (change, findings) -> figure(result, change, findings, shown).ifPresent(figures::add));
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "What altered layers do to the accuracy",
                "Each row is another network: the trained one with that layer, or that group of layers, altered. Left of 0"
                    + " accuracy is lost. All figures have the same axis. What the network computes with anyway is"
                    + " left out: it changes nothing.",
                List.copyOf(figures)));
  }

  private static Optional<Figure> figure(
      Result result, String change, List<Scalar> findings, Range shown) {
    boolean refitted = isRefitted(findings);
    String metric = metric(findings);
    List<Mark> marks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Scalar finding : findings) {
      if (finding.subject().metric().equals(metric)) {
        String layer = finding.subject().layer();
        marks.add(
            new Mark(
                layer,
                0,
                points(OptionalDouble.of(finding.value())),
                null,
                null,
                points(finding.low()),
                points(finding.high()),
                null,
                null));
        rows.add(
            List.of(
                layer,
                Unit.POINTS.write(finding.value()),
                Unit.POINTS.interval(finding.low(), finding.high()),
                refitted
                    ? result
                        .finding(Subject.trial(layer, change, RAW))
                        .map(raw -> Unit.POINTS.write(raw.value()))
                        .orElse("")
                    : "",
                finding.n().isPresent() ? Unit.count(finding.n().getAsLong()) : ""));
      }
    }
    return marks.stream().allMatch(mark -> mark.value() != null && mark.value() == 0)
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                words(change),
                String.format(
                    Locale.ROOT,
                    "Change of the accuracy, with 95 %% intervals; %s.",
                    refitted
                        ? "batch normalization refitted in both networks"
                        : "batch normalization not refitted, so that most of a loss may be the scale's"),
                new RowsData("change of the accuracy, points", true, List.copyOf(marks), shown),
                new NumberTable(
                    List.of(
                        "altered", "change, points", "95 % interval", "without refit", "images"),
                    rows)));
  }

  private static boolean isRefitted(List<Scalar> findings) {
    return findings.stream().anyMatch(each -> each.subject().metric().equals(REFITTED));
  }

  private static String metric(List<Scalar> findings) {
    return isRefitted(findings) ? REFITTED : RAW;
  }

  /** The ends of all changes, and 0, with a little to spare. */
  private static Range shown(Map<String, List<Scalar>> byChange) {
    double[] ends =
        byChange.values().stream()
            .flatMap(
                findings ->
                    findings.stream()
                        .filter(found -> found.subject().metric().equals(metric(findings))))
            .flatMapToDouble(
                found ->
                    DoubleStream.of(
                        0,
                        found.value(),
                        found.low().orElse(found.value()),
                        found.high().orElse(found.value())))
            .filter(Double::isFinite)
            .map(each -> 100 * each)
            .toArray();
    double low = DoubleStream.of(ends).min().orElse(0);
    double high = DoubleStream.of(ends).max().orElse(0);
    double spare = Math.max(0.05 * (high - low), 0.1);
    return new Range(low - spare, high + spare);
  }

  private static Double points(OptionalDouble fraction) {
    Double value = RowsData.nullable(fraction);
    return value == null ? null : Double.valueOf(100 * value);
  }

  /** A change as people say it. */
  static String words(String change) {
    return switch (change) {
      case "weights:continuous" -> "Continuous weights";
      case "weights:continuous,activations:hard-tanh" -> "Nothing quantized";
      case "activations:identity" -> "Activations left continuous, as they come";
      case "activations:hard-tanh" -> "Continuous activations, within −1 and 1";
      default ->
          change
              .replace("weights:", "Weights ")
              .replace(",inputs:", ", inputs ")
              .replace("inputs:", "Inputs ");
    };
  }
}
