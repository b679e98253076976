package org.orthant.probes.output;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;

/**
 * Which of a run's quantizers change less than another in a layer: those whose interval lies wholly
 * below the other's.
 *
 * @param changes by quantizer, in the order of the configuration
 */
record SmallerChanges(String layer, JudgedBy judgedBy, Map<String, Estimate> changes) {

  /** For each quantizer the one that changes least beyond doubt, if any changes less. */
  List<Remedy> remedies() {
    List<Remedy> remedies = new ArrayList<>();
    changes.forEach(
        (quantizer, change) ->
            least(change).ifPresent(least -> remedies.add(remedy(quantizer, change, least))));
    return remedies;
  }

  private Optional<Map.Entry<String, Estimate>> least(Estimate change) {
    return changes.entrySet().stream()
        .filter(other -> isBelow(other.getValue(), change))
        .min(comparingDouble(other -> other.getValue().value()));
  }

  private static boolean isBelow(Estimate smaller, Estimate larger) {
    return smaller.interval().isPresent()
        && larger.interval().isPresent()
        && smaller.interval().get().high() < larger.interval().get().low();
  }

  private Remedy remedy(String quantizer, Estimate change, Map.Entry<String, Estimate> least) {
    return new Remedy(
        Subject.of(layer, quantizer),
        Optional.of(least.getKey()),
        least.getKey() + " (" + inWords(least.getValue(), change) + ")");
  }

  private String inWords(Estimate smaller, Estimate larger) {
    Interval ends = smaller.interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        judgedBy.inShort() + ", 95 %% interval %.1f %% to %.1f %%, %s",
        100 * smaller.value(),
        100 * larger.value(),
        100 * ends.low(),
        100 * ends.high(),
        smaller.n("image", "images"));
  }
}
