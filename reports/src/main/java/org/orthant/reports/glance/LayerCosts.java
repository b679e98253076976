package org.orthant.reports.glance;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;

/**
 * What quantization costs each layer.
 *
 * @param byLayer in the network's order; layers of which nothing is known are missing
 */
record LayerCosts(Scale scale, Map<String, LayerCost> byLayer) {
  private static final String CONTINUOUS = "weights:continuous";

  /** The costs on the first scale that the run measured for any layer. */
  static LayerCosts of(Result result) {
    return Optional.of(of(result, Scale.ACCURACY, layer -> accuracy(result, layer)))
        .filter(costs -> !costs.byLayer().isEmpty())
        .or(
            () ->
                Optional.of(of(result, Scale.PREDICTIONS, layer -> predictions(result, layer)))
                    .filter(costs -> !costs.byLayer().isEmpty()))
        .or(
            () ->
                Optional.of(of(result, Scale.CORRELATION, layer -> correlation(result, layer)))
                    .filter(costs -> !costs.byLayer().isEmpty()))
        .orElseGet(() -> of(result, Scale.ANGLE, layer -> angle(result, layer)));
  }

  private static LayerCosts of(
      Result result, Scale scale, Function<Layer, Optional<LayerCost>> measured) {
    Map<String, LayerCost> costs = new LinkedHashMap<>();
    for (Layer layer : result.layers()) {
      measured
          .apply(layer)
          .filter(cost -> Double.isFinite(cost.value()))
          .ifPresent(cost -> costs.put(layer.name(), cost));
    }
    return new LayerCosts(scale, costs);
  }

  /**
   * Whether the network computes with quantized weights in a layer. A result that does not say so
   * tells by what continuous weights change: nothing where the network computes with them.
   */
  static boolean isQuantized(Result result, Layer layer) {
    return layer
        .place()
        .map(Result.Place::hasQuantizedWeights)
        .orElseGet(
            () ->
                result
                    .finding(Subject.trial(layer.name(), CONTINUOUS, "predictions-changed"))
                    .map(changed -> changed.value() != 0)
                    .orElse(false));
  }

  private static Optional<LayerCost> accuracy(Result result, Layer layer) {
    boolean undone = isQuantized(result, layer);
    return change(result, layer, undone)
        .flatMap(change -> result.finding(Subject.trial(layer.name(), change, "accuracy-change")))
        .map(
            found ->
                undone
                    ? new LayerCost(
                        layer.name(),
                        result.quantizerOf(layer).orElse(""),
                        undone,
                        found.value(),
                        found.low(),
                        found.high())
                    : new LayerCost(
                        layer.name(),
                        result.quantizerOf(layer).orElse(""),
                        undone,
                        -found.value(),
                        negative(found.high()),
                        negative(found.low())));
  }

  private static Optional<LayerCost> predictions(Result result, Layer layer) {
    return change(result, layer, isQuantized(result, layer))
        .flatMap(
            change ->
                result.finding(
                    new Subject(
                        "output-change",
                        Optional.empty(),
                        layer.name(),
                        Optional.of(change),
                        "top-1-agreement")))
        .map(found -> missing(result, layer, found));
  }

  private static Optional<LayerCost> correlation(Result result, Layer layer) {
    return result
        .quantizerOf(layer)
        .flatMap(
            quantizer ->
                result.finding(Subject.of("dot-product", quantizer, layer.name(), "pearson-r")))
        .map(found -> missing(result, layer, found));
  }

  private static Optional<LayerCost> angle(Result result, Layer layer) {
    return result
        .quantizerOf(layer)
        .flatMap(
            quantizer ->
                result.finding(Subject.of("angle", quantizer, layer.name(), "mean-degrees")))
        .filter(found -> found.expected().isPresent())
        .map(
            found -> {
              double expected = found.expected().getAsDouble();
              return new LayerCost(
                  layer.name(),
                  found.subject().quantizer().orElseThrow(),
                  isQuantized(result, layer),
                  found.value() - expected,
                  beyond(found.low(), expected),
                  beyond(found.high(), expected));
            });
  }

  private static OptionalDouble beyond(OptionalDouble value, double expected) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() - expected) : value;
  }

  private static LayerCost missing(Result result, Layer layer, Scalar found) {
    return new LayerCost(
        layer.name(),
        result.quantizerOf(layer).orElse(""),
        isQuantized(result, layer),
        1 - found.value(),
        lacking(found.high()),
        lacking(found.low()));
  }

  /** The trial that tells quantized weights from continuous ones. */
  private static Optional<String> change(Result result, Layer layer, boolean undone) {
    return undone
        ? Optional.of(CONTINUOUS)
        : result.quantizerOf(layer).map(quantizer -> "weights:" + quantizer);
  }

  private static OptionalDouble negative(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
  }

  private static OptionalDouble lacking(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(1 - value.getAsDouble()) : value;
  }

  /** Whether every layer of which a cost is known computes with quantized weights. */
  boolean areAllInUse() {
    return byLayer.values().stream().allMatch(LayerCost::inUse);
  }

  /** The most costly first. */
  List<LayerCost> worstFirst() {
    return byLayer.values().stream()
        .sorted(Comparator.comparingDouble(LayerCost::value).reversed())
        .toList();
  }
}
