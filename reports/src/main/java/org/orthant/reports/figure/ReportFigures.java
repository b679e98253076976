package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.across.AcrossLayers;
import org.orthant.reports.advice.AdvisedNetworks;
import org.orthant.reports.chart.Extent;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.page.FilterCorrelations;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Glossary;

/** All figures of a result's page, named after layer, probe, quantizer and metric. */
final class ReportFigures {
  private final Result result;
  private final List<FigureFile> files = new ArrayList<>();
  private final Map<String, Integer> taken = new HashMap<>();

  private ReportFigures(Result result) {
    this.result = result;
  }

  static List<FigureFile> of(Result result) {
    ReportFigures figures = new ReportFigures(result);
    for (AcrossLayers across : AcrossLayers.of(result)) {
      for (Figure figure : across.figures()) {
        figures.add(
            figure,
            words(across.title(), figure.title()),
            List.of("across", across.title(), figure.title()));
      }
    }
    AdvisedNetworks.of(result)
        .flatMap(AdvisedNetworks::figure)
        .ifPresent(figure -> figures.add(figure, "advised networks", List.of("advice")));
    for (Distribution distribution : result.distributions()) {
      figures.add(
          Figure.of(result, distribution, figures.shown(distribution)), distribution.subject());
    }
    for (Curve curve : result.curves()) {
      if (!curve.isOfTraining()) {
        figures.add(Figure.of(curve), curve.subject());
      }
    }
    for (Joint joint : result.joints()) {
      figures.add(Figure.of(result, joint), joint.subject());
    }
    for (String layer : result.panels().keySet()) {
      FilterCorrelations.of(result, layer)
          .ifPresent(
              figure ->
                  figures.add(
                      figure,
                      words(layer, "r within each filter"),
                      List.of(layer, "dot-product", "filter-r")));
    }
    return List.copyOf(figures.files);
  }

  /** As on the page: the same for all quantizers. */
  private Extent shown(Distribution distribution) {
    Subject subject = distribution.subject();
    return Extent.around(
        result.distributionsOf(subject.layer()).stream()
            .filter(other -> other.subject().probe().equals(subject.probe()))
            .filter(other -> other.subject().metric().equals(subject.metric()))
            .toList());
  }

  private void add(Figure figure, Subject subject) {
    add(
        figure,
        words(
            subject.layer(),
            Glossary.drawing(subject.probe(), subject.metric()).title(),
            figure.title()),
        List.of(
            subject.layer(),
            subject.probe(),
            subject.quantizer().orElse(""),
            subject.change().orElse(""),
            subject.metric()));
  }

  private void add(Figure figure, String title, List<String> name) {
    files.add(
        FigureFile.of(
            free(Slug.of(String.join("-", name))),
            Sheet.of(title, figure.caption(), Drawings.of(figure))));
  }

  /** Of equal names all but the first get a number. */
  private String free(String name) {
    String free = name;
    while (taken.merge(free, 1, Integer::sum) > 1) {
      free = name + "-" + taken.get(name);
    }
    return free;
  }

  private static String words(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }
}
