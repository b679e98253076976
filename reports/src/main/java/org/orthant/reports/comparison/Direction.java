package org.orthant.reports.comparison;

import java.util.Map;
import org.orthant.reports.result.Result.Subject;

/** Which way a metric gets better. Metrics that are not named here get neither better nor worse. */
enum Direction {
  /** More is better. */
  MORE,
  /** Less is better. */
  LESS,
  /** What counts is how far it lies above what was expected, and less is better. */
  LESS_ABOVE_EXPECTED,
  /** It describes, and judges nothing. */
  NONE;

  private static final String UNDER_A_QUANTIZER = "weights:";
  private static final String OF_INPUTS = "inputs:";

  private static final Map<String, Direction> OF_METRICS =
      Map.ofEntries(
          // The cosines of angle and permutation say the same, and are not judged twice.
          Map.entry("angle/mean-degrees", LESS_ABOVE_EXPECTED),
          Map.entry("angle/fits-mean-degrees", LESS_ABOVE_EXPECTED),
          Map.entry("dot-product/pearson-r", MORE),
          Map.entry("dot-product/sign-flip-fraction", LESS),
          Map.entry("dot-product/filter-r-median", MORE),
          Map.entry("activation-dot-product/activation-r", MORE),
          Map.entry("activation-dot-product/pearson-r", MORE),
          Map.entry("activation-dot-product/pearson-r-both", MORE),
          Map.entry("activation-dot-product/sign-flip-fraction", LESS),
          Map.entry("activation-dot-product/filter-r-median", MORE),
          Map.entry("permutation/pearson-r", MORE),
          Map.entry("permutation/filter-r-median", MORE),
          Map.entry("accuracy/accuracy", MORE),
          Map.entry("ablation/accuracy", MORE),
          Map.entry("ablation/accuracy-refitted", MORE),
          // Without scales, the ratios of signs are arbitrary.
          Map.entry("error/weights-db-scaled", MORE),
          Map.entry("error/output-db-scaled", MORE),
          Map.entry("gradient/cosine", MORE),
          Map.entry("gradient/filter-cosine-median", MORE));

  /** Of a network with a quantizer's weights; other changes are questions, not aims. */
  private static final Map<String, Direction> OF_METRICS_UNDER_A_QUANTIZER =
      Map.of(
          "ablation/accuracy", MORE,
          "ablation/accuracy-change", MORE,
          "ablation/predictions-changed", LESS,
          "output-change/top-1-agreement", MORE,
          "output-change/kl-divergence", LESS,
          "output-change/cosine", MORE,
          "output-change/relative-error", LESS);

  static Direction of(Subject subject) {
    String metric = subject.probe() + "/" + subject.metric();
    Map<String, Direction> directions =
        subject.change().isEmpty()
            ? OF_METRICS
            : subject.change().filter(Direction::namesAQuantizer).isPresent()
                ? OF_METRICS_UNDER_A_QUANTIZER
                : Map.of();
    return directions.getOrDefault(metric, NONE);
  }

  private static boolean namesAQuantizer(String change) {
    return (change.startsWith(UNDER_A_QUANTIZER) || change.startsWith(OF_INPUTS))
        && !change.equals(UNDER_A_QUANTIZER + "continuous")
        && !change.contains("activations:")
        && !change.contains("@");
  }

  /** Returns what became of the metric when it rose. */
  Outcome rising() {
    return switch (this) {
      case MORE -> Outcome.BETTER;
      case LESS, LESS_ABOVE_EXPECTED -> Outcome.WORSE;
      case NONE -> Outcome.CHANGED;
    };
  }

  /** Returns what became of the metric when it fell. */
  Outcome falling() {
    return switch (this) {
      case MORE -> Outcome.WORSE;
      case LESS, LESS_ABOVE_EXPECTED -> Outcome.BETTER;
      case NONE -> Outcome.CHANGED;
    };
  }
}
