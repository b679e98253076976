package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.chart.Extent;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.diagnosis.Cause;
import org.orthant.reports.diagnosis.Diagnosis;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.Remedy;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Unit;

/**
 * All about one layer that is not a number.
 *
 * @param detail its kind and size
 * @param verdict on the layer as a whole
 * @param causes what explains it, where it is not sound
 * @param telling the verdicts on quantizers and probes that are not sound
 * @param sound the others
 * @param remedies what a measurement finds better
 * @param groups its figures, one group for each metric, so that quantizers lie side by side; those
 *     of a single figure last, so that they do as well
 * @param filters its filters as pictures, where they can be drawn
 */
public record Panel(
    String layer,
    String anchor,
    String detail,
    Optional<Verdict> verdict,
    List<Cause> causes,
    List<Reason> telling,
    List<Reason> sound,
    List<Remedy> remedies,
    List<FigureGroup> groups,
    Optional<FilterPictures> filters) {

  /**
   * The figures of one metric of a probe, one under each quantizer.
   *
   * @param paper which figure of the paper shows the same; may be empty
   * @param reading what is good or bad about them; may be empty
   * @param detail whether another figure sums them up, so that paper does without them
   */
  public record FigureGroup(
      String probe,
      String title,
      String paper,
      String reading,
      boolean detail,
      List<Figure> figures) {}

  /** Whether the group of that place is the first of its probe. */
  public boolean isFirstOfProbe(int place) {
    String probe = groups.get(place).probe();
    return groups.subList(0, place).stream().noneMatch(group -> group.probe().equals(probe));
  }

  /** Those of the layers that a page shows in full. */
  public static List<Panel> of(Result result) {
    Map<String, Integer> probes = probes(result);
    Selection selection = Selection.of(result);
    return selection.shown().stream()
        .map(layer -> of(result, layer, selection.anchors().get(layer), probes))
        .toList();
  }

  /** A layer's kind and size in words; empty for the reserved names. */
  static String detail(Result result, String layer) {
    return result
        .layer(layer)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s, d = %s, %s filters",
                    each.kind(),
                    Unit.count(each.dimension()),
                    Unit.count(each.filters())))
        .orElse("");
  }

  private static Panel of(Result result, String layer, String anchor, Map<String, Integer> probes) {
    Map<Boolean, List<Verdict>> verdicts =
        result.verdictsOn(layer).stream()
            .filter(verdict -> verdict.probe().isPresent() || verdict.quantizer().isPresent())
            .collect(Collectors.partitioningBy(verdict -> verdict.grade() == Grade.SOUND));
    return new Panel(
        layer,
        anchor,
        detail(result, layer),
        result.verdictOn(layer),
        causes(result, layer),
        Reason.of(verdicts.get(false)),
        Reason.of(verdicts.get(true)),
        result.remediesOf(layer),
        groups(result, layer, probes),
        FilterPictures.of(result, layer));
  }

  private static List<Cause> causes(Result result, String layer) {
    return result
        .verdictOn(layer)
        .filter(verdict -> verdict.grade().isBad())
        .flatMap(verdict -> result.layer(layer))
        .map(each -> Diagnosis.of(result, each))
        .orElse(List.of());
  }

  private static List<FigureGroup> groups(
      Result result, String layer, Map<String, Integer> probes) {
    List<Drawn> drawn = new ArrayList<>();
    by(result.distributionsOf(layer), Distribution::subject)
        .forEach(
            (measured, same) -> {
              Extent shown = Extent.around(same);
              drawn.add(
                  measured.drawn(
                      same.stream().map(each -> Figure.of(result, each, shown)).toList()));
            });
    List<Curve> curves =
        result.curvesOf(layer).stream()
            .filter(each -> !each.isOfTraining() && !FilterHistograms.shows(each))
            .toList();
    by(curves, Curve::subject)
        .forEach(
            (measured, same) -> drawn.add(measured.drawn(same.stream().map(Figure::of).toList())));
    by(result.jointsOf(layer), Joint::subject)
        .forEach(
            (measured, same) ->
                drawn.add(
                    measured.drawn(same.stream().map(each -> Figure.of(result, each)).toList())));
    by(result.curvesOf(layer).stream().filter(FilterHistograms::shows).toList(), Curve::subject)
        .forEach(
            (measured, same) ->
                drawn.add(
                    new Drawn(
                        measured.probe(), FilterHistograms.of(result, measured.probe(), same))));
    return Stream.concat(
            drawn.stream()
                .sorted(Comparator.comparing(group -> probes.get(group.probe())))
                .map(Drawn::group),
            FilterCorrelations.of(result, layer)
                .map(
                    figure ->
                        new FigureGroup(
                            "dot-product", "r within each filter", "", "", false, List.of(figure)))
                .stream())
        .sorted(Comparator.comparing(group -> group.figures().size() == 1))
        .toList();
  }

  /** The probes as configured, then any others with figures, each with its place from 0. */
  private static Map<String, Integer> probes(Result result) {
    Map<String, Integer> probes = new HashMap<>();
    Stream.of(
            result.probes().stream().map(Result.Probe::id),
            result.distributions().stream().map(figure -> figure.subject().probe()),
            result.curves().stream().map(figure -> figure.subject().probe()),
            result.joints().stream().map(figure -> figure.subject().probe()))
        .flatMap(Function.identity())
        .forEach(probe -> probes.putIfAbsent(probe, probes.size()));
    return probes;
  }

  private static <F> Map<Measured, List<F>> by(List<F> figures, Function<F, Subject> subject) {
    return figures.stream()
        .collect(
            Collectors.groupingBy(
                figure ->
                    new Measured(subject.apply(figure).probe(), subject.apply(figure).metric()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private record Drawn(String probe, FigureGroup group) {}

  private record Measured(String probe, String metric) {
    Drawn drawn(List<Figure> figures) {
      Glossary.Drawing drawing = Glossary.drawing(probe, metric);
      return new Drawn(
          probe,
          new FigureGroup(
              probe, drawing.title(), drawing.paper(), drawing.reading(), false, figures));
    }
  }
}
