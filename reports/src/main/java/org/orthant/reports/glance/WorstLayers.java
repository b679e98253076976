package org.orthant.reports.glance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Verdict;

/**
 * The layers from the one that quantization costs most to the one that it costs least, then those
 * of which no cost is known, by grade.
 *
 * @param effect what the numbers are
 */
public record WorstLayers(String effect, List<Row> rows) {

  /**
   * A layer.
   *
   * @param quantizer the one it is looked at under
   * @param grade the worst that a probe gave
   * @param effect as the page's boxes write it; empty where it was not measured
   * @param interval of the effect; empty where there is none
   */
  public record Row(String layer, String quantizer, Grade grade, String effect, String interval) {}

  /** The layers of a result of which a cost or a verdict is known. */
  public static WorstLayers of(Result result) {
    LayerCosts costs = LayerCosts.of(result);
    return new WorstLayers(
        effect(costs.scale()),
        Stream.concat(
                costs.worstFirst().stream().map(cost -> row(result, costs.scale(), cost)),
                result.layers().stream()
                    .filter(layer -> !costs.byLayer().containsKey(layer.name()))
                    .flatMap(layer -> judged(result, layer).stream())
                    .sorted(Comparator.comparing(Row::grade)))
            .toList());
  }

  private static Row row(Result result, Scale scale, LayerCost cost) {
    return new Row(
        cost.layer(),
        cost.quantizer(),
        result
            .worst(cost.layer(), cost.quantizer())
            .map(Verdict::grade)
            .orElse(Grade.NOT_EVALUATED),
        scale.write(cost.value()),
        NetworkStrip.interval(scale, cost));
  }

  private static Optional<Row> judged(Result result, Layer layer) {
    return result
        .quantizerOf(layer)
        .flatMap(
            quantizer ->
                result
                    .worst(layer.name(), quantizer)
                    .map(worst -> new Row(layer.name(), quantizer, worst.grade(), "", "")));
  }

  private static String effect(Scale scale) {
    return switch (scale) {
      case ACCURACY -> "accuracy, points";
      case PREDICTIONS -> "predictions changed";
      case CORRELATION -> "r of the products";
      case ANGLE -> "degrees beyond Gaussian vectors";
    };
  }
}
