package org.orthant.reports.across;

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
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * The r of each layer and quantizer before and after its inputs are shuffled.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 5.3 and figure 4.
 */
final class ShuffledInputs {
  private static final String PROBE = "permutation";

  private ShuffledInputs() {}

  static Optional<AcrossLayers> of(Result result) {
    List<Mark> marks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Layer layer : result.layers()) {
      for (Map.Entry<Integer, String> place : result.quantizersIn(layer.name()).entrySet()) {
        String quantizer = place.getValue();
        Optional<Scalar> before = finding(result, quantizer, layer, "pearson-r");
        Optional<Scalar> after = finding(result, quantizer, layer, "permuted-r");
        if (before.isPresent() && after.isPresent()) {
          Optional<Scalar> cosine = finding(result, quantizer, layer, "cosine");
          marks.add(
              new Mark(
                  layer.name() + " " + quantizer,
                  place.getKey(),
                  value(after),
                  value(before),
                  value(cosine),
                  null,
                  null,
                  null,
                  null));
          rows.add(
              List.of(
                  layer.name(),
                  quantizer,
                  written(before),
                  interval(before),
                  written(after),
                  interval(after),
                  written(cosine)));
        }
      }
    }
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "What shuffled inputs do to r",
                "Shuffling takes the structure of a layer's inputs away and leaves the cosine of the weights. Where r"
                    + " falls, that structure protected the products; where it rises, the inputs lay"
                    + " in directions that quantization distorts most.",
                List.of(
                    Figure.of(
                        "r as it is, and with shuffled inputs",
                        "Hollow: r as it is. Filled: r with shuffled inputs. Tick: mean cosine of the weights, r in theory"
                            + " for independent inputs of equal variance.",
                        new RowsData("r", false, List.copyOf(marks)),
                        new NumberTable(
                            List.of(
                                "layer",
                                "quantizer",
                                "r as it is",
                                "95 % interval",
                                "r shuffled",
                                "95 % interval",
                                "mean cosine"),
                            rows)))));
  }

  private static Optional<Scalar> finding(
      Result result, String quantizer, Layer layer, String metric) {
    return result.finding(Subject.of(PROBE, quantizer, layer.name(), metric));
  }

  private static Double value(Optional<Scalar> finding) {
    return RowsData.nullable(
        finding.map(each -> OptionalDouble.of(each.value())).orElseGet(OptionalDouble::empty));
  }

  private static String written(Optional<Scalar> finding) {
    return finding.map(each -> Unit.NUMBER.write(each.value())).orElse("");
  }

  private static String interval(Optional<Scalar> finding) {
    return finding.map(each -> Unit.NUMBER.interval(each.low(), each.high())).orElse("");
  }
}
