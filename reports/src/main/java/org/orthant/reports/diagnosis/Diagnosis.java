package org.orthant.reports.diagnosis;

import java.util.List;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;

/** Holds all rules against a layer. */
public final class Diagnosis {
  private static final List<Rule> RULES =
      List.of(
          new FewDirections(),
          new UnlikeFilters(),
          new Outliers(),
          new HeapedWeights(),
          new ShortFilters(),
          new FewImages());

  private Diagnosis() {}

  /** Returns what explains the layer's numbers under the quantizer that it is looked at under. */
  public static List<Cause> of(Result result, Layer layer) {
    return result
        .quantizerOf(layer)
        .map(quantizer -> new Measured(result, layer, quantizer))
        .map(measured -> RULES.stream().flatMap(rule -> rule.cause(measured).stream()).toList())
        .orElse(List.of());
  }
}
