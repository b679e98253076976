package org.orthant.reports.across;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.TradeOffData;
import org.orthant.reports.chart.TradeOffData.Candidate;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/** What accuracy the network has for how much memory, as used and with all its layers altered. */
final class AccuracyAndMemory {
  private static final String ALL = "all";
  private static final String AS_USED = "as used";

  private AccuracyAndMemory() {}

  /** A network. */
  private record Tried(String name, Scalar accuracy, Scalar kilobytes) {
    Candidate candidate() {
      return new Candidate(
          name,
          kilobytes.value(),
          100 * accuracy.value(),
          percent(accuracy.low()),
          percent(accuracy.high()));
    }

    boolean isThePlaceOf(Tried other) {
      return other.kilobytes.value() == kilobytes.value()
          && other.accuracy.value() == accuracy.value();
    }

    Tried called(String other) {
      return new Tried(other, accuracy, kilobytes);
    }

    private static Double percent(OptionalDouble fraction) {
      Double known = RowsData.nullable(fraction);
      return known == null ? null : Double.valueOf(100 * known);
    }
  }

  /** Nothing where there are not two networks to compare. */
  static Optional<AcrossLayers> of(Result result) {
    List<Tried> tried = new ArrayList<>();
    asUsed(result)
        .flatMap(accuracy -> tried(result, AS_USED, accuracy, Optional.empty()))
        .ifPresent(tried::add);
    result.findings().stream()
        .filter(finding -> finding.subject().probe().equals("ablation"))
        .filter(finding -> finding.subject().layer().equals(ALL))
        .filter(finding -> finding.subject().metric().equals("accuracy"))
        .filter(finding -> changesWeights(finding.subject().change().orElse("")))
        .flatMap(
            accuracy ->
                tried(
                    result,
                    Ablations.words(accuracy.subject().change().orElseThrow()),
                    accuracy,
                    accuracy.subject().change())
                    .stream())
        .forEach(tried::add);
    List<Tried> distinct = distinct(tried);
    return distinct.size() < 2 ? Optional.empty() : Optional.of(across(result, distinct));
  }

  /** What the network computes with anyway is the same network under another name. */
  private static List<Tried> distinct(List<Tried> tried) {
    List<Tried> distinct = new ArrayList<>();
    for (Tried each : tried) {
      Optional<Tried> same = distinct.stream().filter(each::isThePlaceOf).findFirst();
      same.ifPresent(distinct::remove);
      distinct.add(same.map(first -> first.called(first.name + "; " + each.name)).orElse(each));
    }
    return distinct;
  }

  private static boolean changesWeights(String change) {
    return change.startsWith("weights:");
  }

  private static Optional<Tried> tried(
      Result result, String name, Scalar accuracy, Optional<String> change) {
    return result
        .finding(
            new Subject(
                "cost",
                Optional.empty(),
                change.isPresent() ? ALL : Result.NETWORK,
                change,
                "kilobytes"))
        .filter(kilobytes -> kilobytes.value() > 0 && Double.isFinite(accuracy.value()))
        .map(kilobytes -> new Tried(name, accuracy, kilobytes));
  }

  /** In the form that trials are judged in. */
  private static Optional<Scalar> asUsed(Result result) {
    return Optional.of("accuracy-refitted")
        .filter(metric -> isRefitted(result))
        .flatMap(metric -> result.finding(Subject.of("ablation", Result.NETWORK, metric)))
        .or(() -> result.finding(Subject.of("ablation", Result.NETWORK, "accuracy")));
  }

  private static boolean isRefitted(Result result) {
    return result.findings().stream()
        .noneMatch(finding -> finding.subject().metric().equals("accuracy-change-refitted"));
  }

  private static AcrossLayers across(Result result, List<Tried> tried) {
    boolean refitted =
        isRefitted(result)
            && result
                .finding(Subject.of("ablation", Result.NETWORK, "accuracy-refitted"))
                .isPresent();
    TradeOffData data =
        TradeOffData.of(
            "memory of weights, biases and batch normalization, kB",
            "accuracy, %",
            tried.stream().map(Tried::candidate).toList());
    return new AcrossLayers(
        "Accuracy and memory",
        "The network as it is used, and with the weights of all its layers altered. Networks on the stairs are those that no"
            + " other one beats: none is as accurate in less memory. Where intervals overlap, the order of"
            + " accuracies is not certain."
            + (refitted ? " Batch normalization is refitted in all of them." : ""),
        List.of(
            Figure.of(
                "",
                caption(data),
                data,
                new NumberTable(
                    List.of("network", "kB", "accuracy", "95 % interval", "on the frontier"),
                    rows(tried, data)))));
  }

  private static String caption(TradeOffData data) {
    TradeOffData.Point least =
        data.points().stream().min(Comparator.comparingDouble(TradeOffData.Point::x)).orElseThrow();
    TradeOffData.Point best =
        data.points().stream().max(Comparator.comparingDouble(TradeOffData.Point::y)).orElseThrow();
    return String.format(
        Locale.ROOT,
        "Whiskers: 95 %% intervals. Least memory: %s, %s kB. Most accurate: %s, %s.",
        least.name(),
        Unit.NUMBER.write(least.x()),
        best.name(),
        Unit.PERCENT.write(best.y() / 100));
  }

  private static List<List<String>> rows(List<Tried> tried, TradeOffData data) {
    Map<String, Boolean> onFrontier = new LinkedHashMap<>();
    data.points().forEach(point -> onFrontier.put(point.name(), point.onFrontier()));
    return tried.stream()
        .map(
            each ->
                List.of(
                    each.name(),
                    Unit.NUMBER.write(each.kilobytes().value()),
                    Unit.PERCENT.write(each.accuracy().value()),
                    Unit.PERCENT.interval(each.accuracy().low(), each.accuracy().high()),
                    onFrontier.get(each.name()) ? "yes" : "no"))
        .toList();
  }
}
