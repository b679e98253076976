package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.RowsData.Mark;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/** How r within each single filter is spread over a layer's filters. */
public final class FilterCorrelations {
  private FilterCorrelations() {}

  /** Nothing where no quartiles were measured. */
  public static Optional<Figure> of(Result result, String layer) {
    List<Mark> marks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<Integer, String> place : result.quantizersIn(layer).entrySet()) {
      String quantizer = place.getValue();
      for (Measurement measurement : Measurement.values()) {
        Double lower = value(result, layer, quantizer, measurement, "lower-quartile");
        Double median = value(result, layer, quantizer, measurement, "median");
        Double upper = value(result, layer, quantizer, measurement, "upper-quartile");
        if (lower != null && median != null && upper != null) {
          String name = quantizer + measurement.suffix;
          Double cosine =
              result
                  .finding(Subject.of("angle", quantizer, layer, "mean-cosine"))
                  .map(finding -> RowsData.nullable(OptionalDouble.of(finding.value())))
                  .orElse(null);
          marks.add(new Mark(name, place.getKey(), median, null, cosine, null, null, lower, upper));
          rows.add(
              List.of(
                  name,
                  Unit.NUMBER.write(lower),
                  Unit.NUMBER.write(median),
                  Unit.NUMBER.write(upper),
                  cosine == null ? "" : Unit.NUMBER.write(cosine)));
        }
      }
    }
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                "",
                "Symbol: median over the filters; box: lower to upper quartile. Tick: mean cosine of the weights.",
                new RowsData("r within a filter", false, List.copyOf(marks)),
                new NumberTable(
                    List.of(
                        "quantizer", "lower quartile", "median", "upper quartile", "mean cosine"),
                    rows)));
  }

  private static Double value(
      Result result, String layer, String quantizer, Measurement measurement, String quantile) {
    return result
        .finding(
            Subject.of(measurement.probe, quantizer, layer, measurement.metric + "-" + quantile))
        .map(finding -> RowsData.nullable(OptionalDouble.of(finding.value())))
        .orElse(null);
  }

  private enum Measurement {
    AS_IT_IS("dot-product", "filter-r", ""),
    SHUFFLED("permutation", "filter-permuted-r", ", shuffled");

    private final String probe;
    private final String metric;
    private final String suffix;

    Measurement(String probe, String metric, String suffix) {
      this.probe = probe;
      this.metric = metric;
      this.suffix = suffix;
    }
  }
}
