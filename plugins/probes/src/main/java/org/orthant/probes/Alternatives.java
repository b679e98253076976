package org.orthant.probes;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.probes.estimate.Estimate;

/**
 * Which of a run's quantizers would do better in a layer: those whose interval of r lies wholly
 * above another's.
 *
 * @param correlations by quantizer, in the order of the configuration
 */
record Alternatives(String layer, Map<String, Estimate> correlations) {

  /** For each quantizer the one that does best beyond doubt, if any does better. */
  List<Remedy> remedies() {
    List<Remedy> remedies = new ArrayList<>();
    correlations.forEach(
        (quantizer, r) ->
            best(r)
                .ifPresent(
                    best ->
                        remedies.add(
                            new Remedy(
                                Subject.of(layer, quantizer),
                                Optional.of(best.getKey()),
                                text(best.getKey(), best.getValue(), r)))));
    return remedies;
  }

  private Optional<Map.Entry<String, Estimate>> best(Estimate r) {
    return correlations.entrySet().stream()
        .filter(other -> isAbove(other.getValue(), r))
        .max(comparingDouble(other -> other.getValue().value()));
  }

  private static boolean isAbove(Estimate higher, Estimate lower) {
    return higher.interval().isPresent()
        && lower.interval().isPresent()
        && higher.interval().get().low() > lower.interval().get().high();
  }

  private static String text(String better, Estimate higher, Estimate lower) {
    return String.format(
        Locale.ROOT,
        "%s, which keeps more of the products (r %.3f instead of %.3f, 95 %% interval %.3f to %.3f, %s)",
        better,
        higher.value(),
        lower.value(),
        higher.interval().orElseThrow().low(),
        higher.interval().orElseThrow().high(),
        higher.groups());
  }
}
