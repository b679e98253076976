package org.orthant.reports.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.dots.DotAxis;
import org.orthant.reports.dots.DotPlot;
import org.orthant.reports.dots.DotPlot.Dot;
import org.orthant.reports.dots.DotPlot.Reach;
import org.orthant.reports.dots.DotPlot.Row;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * From run A to run B as pictures: the accuracy, then what most layers have in both of what a layer
 * costs, and of how well it keeps its products.
 */
final class Dumbbells {
  private static final int MOST_ROWS = 40;

  private final Comparison comparison;
  private final List<FindingPair> pairs;

  private Dumbbells(Comparison comparison, List<FindingPair> pairs) {
    this.comparison = comparison;
    this.pairs = pairs;
  }

  /** What a picture's rows have in common. */
  private record Kind(String probe, String under, String metric) {
    static Kind of(Subject subject) {
      return new Kind(
          subject.probe(), subject.change().or(subject::quantizer).orElse(""), subject.metric());
    }
  }

  static List<DotPlot> of(Comparison comparison) {
    Dumbbells all =
        new Dumbbells(
            comparison,
            comparison.pairs().stream()
                .filter(FindingPair::isNumber)
                .filter(pair -> !isBetweenQuantizers(pair.subject()))
                .toList());
    return Stream.of(all.accuracy(), all.cost(), all.products()).flatMap(Optional::stream).toList();
  }

  /** Whether it holds one quantizer against another. */
  private static boolean isBetweenQuantizers(Subject subject) {
    return subject.quantizer().isPresent() && subject.change().isPresent();
  }

  private Optional<DotPlot> accuracy() {
    List<FindingPair> accuracy = pairs.stream().filter(FindingPair::isAccuracy).limit(1).toList();
    return accuracy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            plot(
                "Accuracy of the network as used, percent",
                accuracy,
                pair -> "network",
                Unit.PERCENT,
                100));
  }

  private Optional<DotPlot> cost() {
    return most(kind -> kind.metric().equals("accuracy-change"))
        .map(
            rows ->
                plot(
                    "Change of accuracy with " + words(under(rows)) + " in one layer, points",
                    rows,
                    pair -> pair.subject().layer(),
                    Unit.POINTS,
                    100));
  }

  private Optional<DotPlot> products() {
    return most(kind -> kind.probe().equals("dot-product") && kind.metric().equals("pearson-r"))
        .map(
            rows ->
                plot(
                    "r of the products under " + under(rows),
                    rows,
                    pair -> pair.subject().layer(),
                    Unit.NUMBER,
                    1))
        .or(
            () ->
                most(kind -> kind.probe().equals("angle") && kind.metric().equals("mean-degrees"))
                    .map(
                        rows ->
                            plot(
                                "Mean angle under " + under(rows) + ", degrees",
                                rows,
                                pair -> pair.subject().layer(),
                                Unit.DEGREES,
                                1)));
  }

  private static String words(String change) {
    return change
        .replace("weights:continuous", "continuous weights")
        .replace("weights:", "weights ")
        .replace("inputs:", "inputs ");
  }

  private static String under(List<FindingPair> rows) {
    return Kind.of(rows.get(0).subject()).under();
  }

  /**
   * The pairs of one kind in the layers' order, of the kind that most layers have; of many layers
   * those that moved most.
   */
  private Optional<List<FindingPair>> most(Predicate<Kind> wanted) {
    Map<String, List<FindingPair>> byLayer =
        pairs.stream()
            .filter(pair -> wanted.test(Kind.of(pair.subject())))
            .collect(Collectors.groupingBy(pair -> pair.subject().layer()));
    Map<Kind, List<FindingPair>> byKind = new LinkedHashMap<>();
    for (Layer layer : comparison.a().layers()) {
      for (FindingPair pair : byLayer.getOrDefault(layer.name(), List.of())) {
        byKind.computeIfAbsent(Kind.of(pair.subject()), kind -> new ArrayList<>()).add(pair);
      }
    }
    return byKind.values().stream()
        .reduce((one, other) -> other.size() > one.size() ? other : one)
        .map(Dumbbells::moved);
  }

  private static List<FindingPair> moved(List<FindingPair> rows) {
    if (rows.size() <= MOST_ROWS) {
      return rows;
    }
    double least =
        rows.stream()
            .map(Dumbbells::distance)
            .sorted(Comparator.reverseOrder())
            .skip(MOST_ROWS - 1)
            .findFirst()
            .orElse(0.0);
    return rows.stream().filter(pair -> distance(pair) >= least).limit(MOST_ROWS).toList();
  }

  private static double distance(FindingPair pair) {
    return Math.abs(pair.a().value() - pair.b().value());
  }

  private static DotPlot plot(
      String title,
      List<FindingPair> pairs,
      Function<FindingPair, String> name,
      Unit unit,
      int scale) {
    DotAxis axis = DotAxis.over(pairs.stream().flatMapToDouble(Dumbbells::values), scale);
    return new DotPlot(
        title,
        "",
        pairs.stream().map(pair -> row(name.apply(pair), pair, unit, axis)).toList(),
        axis.ticks(),
        scale == 100 && pairs.stream().noneMatch(FindingPair::isAccuracy)
            ? DotPlot.zero(axis)
            : Optional.empty());
  }

  private static DoubleStream values(FindingPair pair) {
    return Stream.of(pair.a(), pair.b())
        .flatMapToDouble(
            found ->
                DoubleStream.of(found.value(), end(found.low(), found), end(found.high(), found)));
  }

  private static double end(OptionalDouble end, Scalar found) {
    return end.isPresent() && Double.isFinite(end.getAsDouble())
        ? end.getAsDouble()
        : found.value();
  }

  private static Row row(String name, FindingPair pair, Unit unit, DotAxis axis) {
    Outcome outcome = pair.outcome();
    boolean judged = outcome == Outcome.WORSE || outcome == Outcome.BETTER;
    Scalar a = pair.a();
    Scalar b = pair.b();
    return new Row(
        name,
        String.format(
            Locale.ROOT,
            "%s → %s%s",
            unit.write(a.value()),
            unit.write(b.value()),
            judged ? ", " + outcome.label() : ""),
        judged ? outcome.label() : "",
        List.of(
            Reach.between(axis, end(a.low(), a), end(a.high(), a), "first faint"),
            Reach.between(axis, end(b.low(), b), end(b.high(), b), "faint"),
            Reach.between(axis, a.value(), b.value(), "")),
        List.of(
            new Dot(axis.place(a.value()), "hollow"), new Dot(axis.place(b.value()), "filled")));
  }
}
