package org.orthant.reports.sweep;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.dots.DotAxis;
import org.orthant.reports.dots.DotPlot;
import org.orthant.reports.dots.DotPlot.Dot;
import org.orthant.reports.dots.DotPlot.Reach;
import org.orthant.reports.dots.DotPlot.Row;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Finding;
import org.orthant.reports.words.Term;
import org.orthant.reports.words.Unit;

/**
 * One metric as rows of dots, a row for each combination: every seed, their mean, and how far the
 * mean of the first combination lies from it, seed by seed.
 */
final class SweepDots {
  private static final int MOST_ROWS = 120;
  private static final int MOST_VALUES = 5;
  private static final double CONFIDENCE = 0.95;

  private final SweepResult sweep;
  private final Term term;

  SweepDots(SweepResult sweep, Term term) {
    this.sweep = sweep;
    this.term = term;
  }

  /** The rows of all layers on one axis; nothing where they are too many. */
  Optional<DotPlot> plot(List<Finding> findings) {
    List<List<Finding>> subjects = bySubject(findings);
    int rows = subjects.stream().mapToInt(SweepDots::rows).sum();
    if (rows > MOST_ROWS) {
      return Optional.empty();
    }
    int scale = term.unit() == Unit.PERCENT || term.unit() == Unit.POINTS ? 100 : 1;
    DotAxis axis =
        DotAxis.over(
            findings.stream()
                .flatMapToDouble(
                    finding ->
                        DoubleStream.concat(
                            DoubleStream.of(finding.mean()),
                            finding.values().stream().mapToDouble(Double::doubleValue))),
            scale);
    List<Row> all = new ArrayList<>();
    for (List<Finding> subject : subjects) {
      all.addAll(rows(subject, axis));
    }
    return Optional.of(
        new DotPlot("", caption(), List.copyOf(all), axis.ticks(), Optional.empty()));
  }

  private String caption() {
    return sweep.seeds() > 1
        ? "Small circles: single seeds. Filled: their mean. Bands: 95 % interval of the difference from"
            + " the first row of the same layer and quantizer, seed by seed, drawn around that row’s mean,"
            + " where values differ; a band that does not reach that mean tells a difference."
        : "One seed, and so no intervals.";
  }

  private static int rows(List<Finding> subject) {
    return isSameEverywhere(subject) ? 1 : subject.size();
  }

  private List<Row> rows(List<Finding> subject, DotAxis axis) {
    Finding first = subject.get(0);
    if (isSameEverywhere(subject)) {
      return List.of(row(first, name(first.subject(), everywhere()), Optional.empty(), axis));
    }
    return subject.stream()
        .map(
            finding ->
                row(
                    finding,
                    name(finding.subject(), String.join(" · ", finding.at())),
                    finding.at().equals(first.at()) ? Optional.empty() : Optional.of(first),
                    axis))
        .toList();
  }

  /**
   * Returns what does not matter to a row, in words; empty where nothing is varied but the seed.
   */
  private String everywhere() {
    return sweep.compared().isEmpty()
        ? ""
        : "every "
            + sweep.compared().stream().map(SweepResult.Axis::label).collect(joining(" and "));
  }

  private Row row(Finding finding, String name, Optional<Finding> against, DotAxis axis) {
    Optional<PairedDifference> difference =
        against.map(first -> PairedDifference.of(finding.values(), first.values(), CONFIDENCE));
    List<Reach> reaches =
        difference
            .filter(each -> each.reach().isPresent())
            .map(
                each -> {
                  double middle = against.orElseThrow().mean() + each.mean();
                  double reach = each.reach().getAsDouble();
                  return Reach.between(axis, middle - reach, middle + reach, "faint");
                })
            .stream()
            .toList();
    List<Dot> dots = new ArrayList<>();
    if (finding.values().size() > 1) {
      finding.values().stream()
          .filter(Double::isFinite)
          .forEach(value -> dots.add(new Dot(axis.place(value), "hollow small")));
    }
    if (Double.isFinite(finding.mean())) {
      dots.add(new Dot(axis.place(finding.mean()), "filled"));
    }
    return new Row(name, text(finding, difference), "", reaches, List.copyOf(dots));
  }

  private String text(Finding finding, Optional<PairedDifference> difference) {
    String mean = term.unit().write(finding.mean());
    String values =
        finding.values().size() > 1 && finding.values().size() <= MOST_VALUES
            ? " (" + finding.values().stream().map(term.unit()::write).collect(joining(", ")) + ")"
            : "";
    return mean
        + values
        + difference
            .filter(PairedDifference::isTold)
            .map(each -> each.mean() > 0 ? ", higher" : ", lower")
            .orElse("");
  }

  /** Subjects in the order of the layers. */
  private List<List<Finding>> bySubject(List<Finding> findings) {
    Map<Subject, List<Finding>> subjects = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            subjects.computeIfAbsent(finding.subject(), each -> new ArrayList<>()).add(finding));
    Map<String, Integer> places = new LinkedHashMap<>();
    sweep.layers().forEach(layer -> places.putIfAbsent(layer, places.size()));
    return subjects.values().stream()
        .sorted(
            Comparator.comparing(
                subject ->
                    places.getOrDefault(subject.get(0).subject().layer(), Integer.MAX_VALUE)))
        .toList();
  }

  /** Whether what was varied, besides the seed, has nothing to do with it. */
  private static boolean isSameEverywhere(List<Finding> findings) {
    return findings.stream().map(Finding::values).distinct().count() == 1;
  }

  private static String name(Subject subject, String at) {
    return Stream.concat(
            Stream.of(subject.layer()),
            Stream.concat(
                Stream.of(subject.quantizer(), subject.change()).flatMap(Optional::stream),
                Stream.of(at)))
        .filter(word -> !word.isEmpty())
        .collect(joining(" · "));
  }
}
