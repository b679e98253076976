package org.orthant.reports.across;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.LineFit;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.ScatterData;
import org.orthant.reports.chart.ScatterData.Place;
import org.orthant.reports.chart.ScatterData.Point;
import org.orthant.reports.chart.ScatterData.Series;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.words.Unit;

/**
 * The mean angle of each layer and its spread against d.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, figures 2b and 2c.
 */
public final class AnglesByDimension {
  /**
   * The spread of the angle between a long Gaussian vector and its signs, in degrees times √d: √((1
   * − 3/π) / (1 − 2/π)) in radians, about 20.18°.
   */
  private static final double SPREAD =
      Math.toDegrees(Math.sqrt((1 - 3 / Math.PI) / (1 - 2 / Math.PI)));

  /** Through layers of two lengths any slope can be laid. */
  private static final int LEAST_DIFFERENT = 3;

  private static final String OF_MANY =
      "Symbols: the median over the layers of one d. Bars: from their least to their greatest.";

  private AnglesByDimension() {}

  /** A layer's finding. */
  private record Measured(Layer layer, Scalar finding) {
    Point point() {
      return new Point(
          layer.name(),
          (double) layer.dimension(),
          finding.value(),
          RowsData.nullable(finding.low()),
          RowsData.nullable(finding.high()));
    }
  }

  static Optional<AcrossLayers> of(Result result) {
    List<String> quantizers =
        result.quantizerNames().stream()
            .filter(quantizer -> !measured(result, quantizer, "mean-degrees").isEmpty())
            .toList();
    return quantizers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "The angle against d",
                "Gaussian vectors of d components make nearly the same angle with what a quantizer makes"
                    + " of them, and the more nearly so the larger d. A layer whose filters are such"
                    + " vectors lies on the line.",
                List.of(mean(result, quantizers), spread(result, quantizers))));
  }

  /** The line through the layers' spreads, both axes being logarithmic; none below three d. */
  public static Optional<LineFit> spreadFit(Result result, String quantizer) {
    List<Measured> layers =
        measured(result, quantizer, "sd-degrees").stream()
            .filter(layer -> layer.finding().value() > 0)
            .toList();
    long different = layers.stream().map(layer -> layer.layer().dimension()).distinct().count();
    return different < LEAST_DIFFERENT
        ? Optional.empty()
        : LineFit.of(
            layers.stream()
                .mapToDouble(layer -> StrictMath.log((double) layer.layer().dimension()))
                .toArray(),
            layers.stream()
                .mapToDouble(layer -> StrictMath.log(layer.finding().value()))
                .toArray());
  }

  private static Figure mean(Result result, List<String> quantizers) {
    List<Series> series = new ArrayList<>();
    for (String quantizer : quantizers) {
      List<Measured> layers = measured(result, quantizer, "mean-degrees");
      series.add(
          new Series(
              quantizer,
              points(result, layers),
              layers.stream()
                  .filter(layer -> layer.finding().expected().isPresent())
                  .map(
                      layer ->
                          new Place(
                              (double) layer.layer().dimension(),
                              layer.finding().expected().getAsDouble()))
                  .sorted(Comparator.comparingDouble(Place::x))
                  .distinct()
                  .toList(),
              List.of()));
    }
    return Figure.of(
        "Mean angle over the filters",
        (result.hasManyLayers() ? OF_MANY : "Symbols: layers, with 95 % intervals.")
            + " Dashed lines: Gaussian vectors under the same quantizer.",
        new ScatterData("mean angle", true, false, List.copyOf(series), List.of()),
        table(result, quantizers, "mean-degrees"));
  }

  private static Figure spread(Result result, List<String> quantizers) {
    List<Series> series = new ArrayList<>();
    List<String> slopes = new ArrayList<>();
    for (String quantizer : quantizers) {
      List<Measured> layers =
          measured(result, quantizer, "sd-degrees").stream()
              .filter(layer -> layer.finding().value() > 0)
              .toList();
      Optional<LineFit> fit = spreadFit(result, quantizer);
      series.add(
          new Series(
              quantizer,
              points(result, layers),
              List.of(),
              fit.map(
                      line ->
                          line(
                              layers,
                              dimension -> StrictMath.exp(line.at(StrictMath.log(dimension)))))
                  .orElse(List.of())));
      fit.ifPresent(
          line ->
              slopes.add(
                  String.format(
                      Locale.ROOT,
                      "%s %s %s, n = %d layers",
                      quantizer,
                      Unit.NUMBER.write(line.slope()),
                      Unit.NUMBER.interval(
                          OptionalDouble.of(line.low()), OptionalDouble.of(line.high())),
                      line.points())));
    }
    List<Measured> all =
        quantizers.stream()
            .flatMap(quantizer -> measured(result, quantizer, "sd-degrees").stream())
            .toList();
    return Figure.of(
        "Spread of the angle over the filters",
        String.format(
            Locale.ROOT,
            "%s Dashed line: %s/√d, for signs of long Gaussian vectors, slope −0.5. %s",
            result.hasManyLayers() ? OF_MANY : "Symbols: standard deviations, with 95 % intervals.",
            Unit.DEGREES.write(SPREAD),
            slopes.isEmpty()
                ? "A slope needs layers of three different d."
                : String.format(
                    Locale.ROOT,
                    "Thin lines: fitted slopes, with 95 %% intervals by Student's t: %s.",
                    String.join("; ", slopes))),
        new ScatterData(
            "standard deviation",
            true,
            true,
            List.copyOf(series),
            line(all, dimension -> SPREAD / Math.sqrt(dimension))),
        table(result, quantizers, "sd-degrees"));
  }

  private static List<Place> line(List<Measured> layers, DoubleUnaryOperator height) {
    return DoubleStream.of(
            layers.stream().mapToDouble(layer -> layer.layer().dimension()).min().orElse(1),
            layers.stream().mapToDouble(layer -> layer.layer().dimension()).max().orElse(1))
        .mapToObj(x -> new Place(x, height.applyAsDouble(x)))
        .toList();
  }

  /** The layers, or where they are many what those of one d have together. */
  private static List<Point> points(Result result, List<Measured> layers) {
    return result.hasManyLayers()
        ? together(layers).stream().map(Together::point).toList()
        : layers.stream().map(Measured::point).toList();
  }

  private static List<Together> together(List<Measured> layers) {
    return layers.stream()
        .collect(
            Collectors.groupingBy(
                layer -> layer.layer().dimension(), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(same -> Together.of(same.getKey(), same.getValue()))
        .toList();
  }

  /** What layers of one d have together. */
  private record Together(
      long dimension, int layers, double median, double least, double greatest) {
    static Together of(long dimension, List<Measured> layers) {
      double[] values =
          layers.stream().mapToDouble(each -> each.finding().value()).sorted().toArray();
      int half = values.length / 2;
      return new Together(
          dimension,
          values.length,
          values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2,
          values[0],
          values[values.length - 1]);
    }

    Point point() {
      return new Point("", (double) dimension, median, least, greatest);
    }

    String name() {
      return Unit.count(layers, "layer", "layers");
    }
  }

  private static NumberTable table(Result result, List<String> quantizers, String metric) {
    return result.hasManyLayers()
        ? tableOfMany(result, quantizers, metric)
        : tableOfLayers(result, quantizers, metric);
  }

  private static NumberTable tableOfMany(Result result, List<String> quantizers, String metric) {
    return new NumberTable(
        List.of("layers", "quantizer", "d", "median", "least", "greatest"),
        quantizers.stream()
            .flatMap(
                quantizer ->
                    together(measured(result, quantizer, metric)).stream()
                        .map(
                            same ->
                                List.of(
                                    same.name(),
                                    quantizer,
                                    Unit.count(same.dimension()),
                                    Unit.DEGREES.write(same.median()),
                                    Unit.DEGREES.write(same.least()),
                                    Unit.DEGREES.write(same.greatest()))))
            .toList());
  }

  private static NumberTable tableOfLayers(Result result, List<String> quantizers, String metric) {
    List<List<String>> rows = new ArrayList<>();
    for (String quantizer : quantizers) {
      for (Measured layer : measured(result, quantizer, metric)) {
        Scalar finding = layer.finding();
        rows.add(
            List.of(
                layer.layer().name(),
                quantizer,
                Unit.count(layer.layer().dimension()),
                Unit.DEGREES.write(finding.value()),
                Unit.DEGREES.interval(finding.low(), finding.high()),
                finding.expected().isPresent()
                    ? Unit.DEGREES.write(finding.expected().getAsDouble())
                    : ""));
      }
    }
    return new NumberTable(
        List.of("layer", "quantizer", "d", "measured", "95 % interval", "expected"), rows);
  }

  /** In the network's order; without those that are undefined. */
  private static List<Measured> measured(Result result, String quantizer, String metric) {
    return result.acrossLayers("angle", quantizer, metric).stream()
        .filter(finding -> Double.isFinite(finding.value()))
        .map(
            finding -> new Measured(result.layer(finding.subject().layer()).orElseThrow(), finding))
        .filter(measured -> measured.layer().dimension() > 0)
        .toList();
  }
}
