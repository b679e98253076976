package org.orthant.probes.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.SelectedLayer;

/**
 * What is said of a layer whose continuous weights nobody knows, as where a file holds nothing but
 * signs: there is nothing to compare with, so nothing was asked.
 */
public final class UnknownWeights {
  private UnknownWeights() {}

  /** Why a layer's question has no answer. */
  public static String reason(SelectedLayer layer) {
    return String.format(
        Locale.ROOT,
        "The continuous weights of %s are not known, only those that it computes with",
        layer.name());
  }

  /** NOT_EVALUATED of the layer itself. */
  public static Verdict ofLayer(SelectedLayer layer) {
    return Verdict.notAsked(Subject.layer(layer.name()), reason(layer));
  }

  /** NOT_EVALUATED of each quantizer that serves the layer. */
  public static List<Verdict> ofQuantizers(SelectedLayer layer) {
    List<Verdict> verdicts = new ArrayList<>();
    for (String quantizer : layer.quantizers()) {
      verdicts.add(Verdict.notAsked(Subject.of(layer.name(), quantizer), reason(layer)));
    }
    return verdicts;
  }
}
