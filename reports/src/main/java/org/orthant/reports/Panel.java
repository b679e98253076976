package org.orthant.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.Result.Curve;
import org.orthant.reports.Result.Distribution;
import org.orthant.reports.Result.Joint;
import org.orthant.reports.Result.Remedy;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.Result.Verdict;

/**
 * All about one layer that is not a number.
 *
 * @param detail its kind and size
 * @param verdict on the layer as a whole
 * @param telling the verdicts on quantizers and probes that are not sound
 * @param sound the others
 * @param remedies what was measured to help
 * @param groups its figures, one group for each metric, so that quantizers lie side by side; those
 *     of a single figure last, so that they do as well
 */
record Panel(
    String layer,
    String anchor,
    String detail,
    Optional<Verdict> verdict,
    List<Verdict> telling,
    List<Verdict> sound,
    List<Remedy> remedies,
    List<FigureGroup> groups) {

  /** The figures of one metric under each quantizer. */
  record FigureGroup(String title, List<Figure> figures) {}

  static List<Panel> of(Result result) {
    return layers(result).stream().map(layer -> of(result, layer)).toList();
  }

  /** The layers that have a panel: the network's own, then the reserved names with figures. */
  static List<String> layers(Result result) {
    Set<String> names = new LinkedHashSet<>();
    result.layers().forEach(layer -> names.add(layer.name()));
    result.distributions().forEach(figure -> names.add(figure.subject().layer()));
    result.curves().forEach(figure -> names.add(figure.subject().layer()));
    result.joints().forEach(figure -> names.add(figure.subject().layer()));
    result.verdicts().stream()
        .filter(verdict -> verdict.probe().isPresent())
        .forEach(verdict -> names.add(verdict.layer()));
    return List.copyOf(names);
  }

  /** Where a layer's panel is found on the page. */
  static String anchor(Result result, String layer) {
    return "layer-" + (layers(result).indexOf(layer) + 1);
  }

  /** A layer's kind and size in words; empty for the reserved names. */
  static String detail(Result result, String layer) {
    return result.layers().stream()
        .filter(each -> each.name().equals(layer))
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s, d = %s, %s filters",
                    each.kind(),
                    Unit.count(each.dimension()),
                    Unit.count(each.filters())))
        .findFirst()
        .orElse("");
  }

  private static Panel of(Result result, String layer) {
    Map<Boolean, List<Verdict>> verdicts =
        result.verdicts().stream()
            .filter(verdict -> verdict.layer().equals(layer))
            .filter(verdict -> verdict.probe().isPresent() || verdict.quantizer().isPresent())
            .collect(Collectors.partitioningBy(verdict -> verdict.grade() == Grade.SOUND));
    return new Panel(
        layer,
        anchor(result, layer),
        detail(result, layer),
        result.verdictOn(layer),
        verdicts.get(false),
        verdicts.get(true),
        result.remedies().stream().filter(remedy -> remedy.layer().equals(layer)).toList(),
        groups(result, layer));
  }

  private static List<FigureGroup> groups(Result result, String layer) {
    List<Distribution> distributions =
        result.distributions().stream()
            .filter(each -> each.subject().layer().equals(layer))
            .toList();
    List<Joint> joints =
        result.joints().stream().filter(each -> each.subject().layer().equals(layer)).toList();
    List<Curve> curves =
        result.curves().stream()
            .filter(each -> each.subject().layer().equals(layer))
            .filter(each -> !Learning.shows(result, each))
            .toList();
    List<FigureGroup> groups = new ArrayList<>();
    for (String probe : probes(result)) {
      for (Measured measured :
          Measured.by(probe, distributions.stream().map(Distribution::subject))) {
        List<Distribution> same =
            distributions.stream().filter(each -> measured.is(each.subject())).toList();
        Range shown = Range.around(same);
        groups.add(
            new FigureGroup(
                measured.title(),
                same.stream().map(each -> Figure.of(result, each, shown)).toList()));
      }
      for (Measured measured : Measured.by(probe, curves.stream().map(Curve::subject))) {
        groups.add(
            new FigureGroup(
                measured.title(),
                curves.stream()
                    .filter(each -> measured.is(each.subject()))
                    .map(Figure::of)
                    .toList()));
      }
      for (Measured measured : Measured.by(probe, joints.stream().map(Joint::subject))) {
        groups.add(
            new FigureGroup(
                measured.title(),
                joints.stream()
                    .filter(each -> measured.is(each.subject()))
                    .map(each -> Figure.of(result, each))
                    .toList()));
      }
    }
    FilterCorrelations.of(result, layer)
        .ifPresent(figure -> groups.add(new FigureGroup("r within each filter", List.of(figure))));
    return groups.stream()
        .sorted(Comparator.comparing(group -> group.figures().size() == 1))
        .toList();
  }

  /** The probes as configured, then any others with figures. */
  private static Set<String> probes(Result result) {
    Set<String> probes = new LinkedHashSet<>();
    result.probes().forEach(probe -> probes.add(probe.id()));
    result.distributions().forEach(figure -> probes.add(figure.subject().probe()));
    result.curves().forEach(figure -> probes.add(figure.subject().probe()));
    result.joints().forEach(figure -> probes.add(figure.subject().probe()));
    return probes;
  }

  private record Measured(String probe, String metric) {
    static List<Measured> by(String probe, Stream<Subject> subjects) {
      return subjects
          .filter(subject -> subject.probe().equals(probe))
          .map(subject -> new Measured(subject.probe(), subject.metric()))
          .distinct()
          .toList();
    }

    boolean is(Subject subject) {
      return subject.probe().equals(probe) && subject.metric().equals(metric);
    }

    String title() {
      return Glossary.drawing(probe, metric).title();
    }
  }
}
