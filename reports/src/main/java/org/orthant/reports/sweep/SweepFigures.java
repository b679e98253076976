package org.orthant.reports.sweep;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.LinesData;
import org.orthant.reports.chart.LinesData.Line;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.dots.DotPlot;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Axis;
import org.orthant.reports.result.SweepResult.Finding;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Term;
import org.orthant.reports.words.Unit;

/**
 * The main metrics of a sweep: lines against the first axis of numbers, layer by layer, if there is
 * one, else rows of dots.
 */
public final class SweepFigures {
  private final SweepResult sweep;
  private final Map<Metric, List<Finding>> metrics;

  private SweepFigures(SweepResult sweep) {
    this.sweep = sweep;
    this.metrics =
        sweep.findings().stream().collect(groupingBy(finding -> Metric.of(finding.subject())));
  }

  /** What is drawn, where it is there. */
  private record Metric(String probe, String metric) {
    static Metric of(Subject subject) {
      return new Metric(subject.probe(), subject.metric());
    }
  }

  private static final List<Metric> MAIN =
      List.of(
          new Metric("accuracy", "accuracy"),
          new Metric("dot-product", "pearson-r"),
          new Metric("angle", "mean-degrees"),
          new Metric("ablation", "accuracy-change"));

  /**
   * What is shown of one metric.
   *
   * @param lines against the numbers of an axis, a figure for each layer; empty where no axis has
   *     numbers
   * @param dots a row for each combination; nothing where there are lines, or too many rows
   */
  public record Shown(String title, String text, List<Figure> lines, Optional<DotPlot> dots) {}

  /** The main metrics. */
  static List<Shown> of(SweepResult sweep) {
    SweepFigures figures = new SweepFigures(sweep);
    return figures.drawn().stream()
        .map(figures::metric)
        .filter(shown -> !shown.lines().isEmpty() || shown.dots().isPresent())
        .toList();
  }

  /** The main ones that were measured; if none was, the first of each probe. */
  private List<Metric> drawn() {
    List<Metric> main = MAIN.stream().filter(metrics::containsKey).toList();
    if (!main.isEmpty()) {
      return main;
    }
    Map<String, Metric> first = new LinkedHashMap<>();
    sweep
        .findings()
        .forEach(
            finding -> first.putIfAbsent(finding.subject().probe(), Metric.of(finding.subject())));
    return List.copyOf(first.values());
  }

  private Shown metric(Metric metric) {
    Term term = Glossary.term(metric.probe(), metric.metric());
    List<Finding> findings = metrics.get(metric);
    Map<String, List<Finding>> byLayer =
        findings.stream()
            .collect(
                groupingBy(finding -> finding.subject().layer(), LinkedHashMap::new, toList()));
    Set<String> ordered = new LinkedHashSet<>(sweep.layers());
    ordered.retainAll(byLayer.keySet());
    ordered.addAll(byLayer.keySet());
    OptionalInt numbers =
        IntStream.range(0, sweep.compared().size())
            .filter(axis -> isOfNumbers(sweep.compared().get(axis)))
            .findFirst();
    return new Shown(
        term.label().equals(metric.probe()) ? term.label() : metric.probe() + ": " + term.label(),
        term.meaning() + " " + firstSentence(term.place()),
        numbers.isPresent()
            ? ordered.stream()
                .map(layer -> lines(layer, term, byLayer.get(layer), numbers.getAsInt()))
                .toList()
            : List.of(),
        numbers.isPresent() ? Optional.empty() : new SweepDots(sweep, term).plot(findings));
  }

  /** The text that follows speaks of the intervals within one run. */
  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static boolean isOfNumbers(Axis axis) {
    return axis.values().size() > 1
        && axis.values().stream().allMatch(value -> number(value).isPresent());
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private Figure lines(String layer, Term term, List<Finding> findings, int axis) {
    List<Line> lines = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    Map<String, List<Finding>> byLine = new LinkedHashMap<>();
    for (List<Finding> subject : bySubject(findings)) {
      byLine.putAll(bySubjectsLine(subject, axis));
    }
    byLine.forEach(
        (name, points) -> {
          points.sort(Comparator.comparingDouble(point -> place(point, axis)));
          List<Finding> defined =
              points.stream().filter(point -> Double.isFinite(point.mean())).toList();
          lines.add(
              new Line(
                  name,
                  defined.stream().map(point -> place(point, axis)).toList(),
                  defined.stream().map(Finding::mean).toList(),
                  ends(defined.stream().map(point -> seeds(point).min())),
                  ends(defined.stream().map(point -> seeds(point).max()))));
          points.forEach(
              point -> table.add(row(name + ", " + point.at().get(axis), term.unit(), point)));
        });
    String label = sweep.compared().get(axis).label();
    return Figure.of(
        layer,
        "Points: " + dots(),
        new LinesData(
            label,
            term.label(),
            term.unit() == Unit.DEGREES,
            Figure.spansDecades(
                sweep.compared().get(axis).values().stream().map(Double::valueOf).toList()),
            List.copyOf(lines)),
        new NumberTable(
            List.of(label, "mean", "95 % interval", "seeds", "single values"), List.copyOf(table)));
  }

  /**
   * One line for each combination of the other axes; a single one where they make no difference.
   */
  private static Map<String, List<Finding>> bySubjectsLine(List<Finding> findings, int axis) {
    Map<List<String>, List<Finding>> byOthers = new LinkedHashMap<>();
    for (Finding finding : findings) {
      List<String> others = new ArrayList<>(finding.at());
      others.remove(axis);
      byOthers.computeIfAbsent(others, each -> new ArrayList<>()).add(finding);
    }
    Subject subject = findings.get(0).subject();
    long different =
        byOthers.values().stream()
            .map(line -> line.stream().map(Finding::values).toList())
            .distinct()
            .count();
    Map<String, List<Finding>> lines = new LinkedHashMap<>();
    if (different == 1) {
      lines.put(alone(subject), byOthers.values().iterator().next());
    } else {
      byOthers.forEach((others, line) -> lines.put(name(subject, others), line));
    }
    return lines;
  }

  /** The values of the seeds; none of one seed alone. */
  private static DoubleStream seeds(Finding point) {
    return point.values().stream()
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .filter(value -> point.n() > 1);
  }

  private static double place(Finding finding, int axis) {
    return Double.parseDouble(finding.at().get(axis));
  }

  private static List<Double> ends(Stream<OptionalDouble> ends) {
    List<Double> list = new ArrayList<>();
    ends.forEach(end -> list.add(RowsData.nullable(end)));
    return list;
  }

  private String dots() {
    return sweep.seeds() > 1
        ? String.format(
            Locale.ROOT,
            "means over %d seeds, with bands from the smallest to the largest.",
            sweep.seeds())
        : "of one seed, and so without bands.";
  }

  private static List<String> row(String name, Unit unit, Finding finding) {
    return List.of(
        name,
        unit.write(finding.mean()),
        unit.interval(finding.low(), finding.high()),
        Long.toString(finding.n()),
        finding.values().stream().map(unit::write).collect(joining(", ")));
  }

  private static List<List<Finding>> bySubject(List<Finding> findings) {
    Map<Subject, List<Finding>> subjects = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            subjects.computeIfAbsent(finding.subject(), each -> new ArrayList<>()).add(finding));
    return List.copyOf(subjects.values());
  }

  private static String alone(Subject subject) {
    String words = words(subject);
    return words.isEmpty() ? "as trained" : words;
  }

  private static String name(Subject subject, List<String> at) {
    return Stream.concat(Stream.of(words(subject)), at.stream())
        .filter(word -> !word.isEmpty())
        .collect(joining(" · "));
  }

  private static String words(Subject subject) {
    return Stream.of(subject.quantizer(), subject.change())
        .flatMap(Optional::stream)
        .collect(joining(", "));
  }
}
