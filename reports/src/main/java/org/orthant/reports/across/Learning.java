package org.orthant.reports.across;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.LinesData;
import org.orthant.reports.chart.LinesData.Line;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Unit;

/** How the layers' geometry came about while the network learned. */
final class Learning {
  private static final String TRAINING = "training";

  private Learning() {}

  static Optional<AcrossLayers> of(Result result) {
    List<Curve> curves = result.curves().stream().filter(Curve::isOfTraining).toList();
    Map<String, List<Curve>> byMetric =
        curves.stream()
            .collect(groupingBy(curve -> curve.subject().metric(), LinkedHashMap::new, toList()));
    List<Figure> figures =
        byMetric.entrySet().stream()
            .map(metric -> figure(metric.getKey(), metric.getValue()))
            .toList();
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "While the network learned",
                "The loss is that of the training images; all else was measured between the epochs, on the"
                    + " same few test images each time, and without intervals.",
                figures));
  }

  private static Figure figure(String metric, List<Curve> curves) {
    Unit unit = Glossary.unit(metric);
    Glossary.Drawing drawing = Glossary.drawing(TRAINING, metric);
    return Figure.of(
        drawing.title(),
        drawing.counted().isEmpty()
            ? drawing.reading()
            : drawing.counted() + ". " + drawing.reading(),
        new LinesData(
            curves.get(0).x().label(),
            drawing.axis(),
            unit == Unit.DEGREES,
            false,
            curves.stream()
                .map(
                    curve ->
                        Line.of(curve.subject().layer(), curve.x().values(), curve.y().values()))
                .toList()),
        new NumberTable(
            List.of("layer", "first epoch", "measured", "last epoch", "measured"),
            curves.stream().map(curve -> ends(curve, unit)).toList()));
  }

  private static List<String> ends(Curve curve, Unit unit) {
    List<Double> epochs = curve.x().values();
    List<Double> values = curve.y().values();
    int last = epochs.size() - 1;
    return Stream.of(
            curve.subject().layer(),
            Unit.count(epochs.get(0).longValue()),
            unit.write(values.get(0)),
            Unit.count(epochs.get(last).longValue()),
            unit.write(values.get(last)))
        .toList();
  }
}
