package org.orthant.probes.error;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;

/**
 * Which of a run's quantizers keep more of a layer's output than another: those whose interval lies
 * wholly above the other's.
 *
 * @param what has the ratios: "output" or "weights"
 * @param n on how many of what a ratio rests, such as "n = 16 filters"
 * @param ratios by quantizer, scaled, in decibels, in the order of the configuration
 */
record LargerRatios(
    String layer, String what, Function<Estimate, String> n, Map<String, Estimate> ratios) {

  /** For each quantizer the one that keeps most beyond doubt, if any keeps more. */
  List<Remedy> remedies() {
    List<Remedy> remedies = new ArrayList<>();
    ratios.forEach(
        (quantizer, ratio) ->
            largest(ratio).ifPresent(best -> remedies.add(remedy(quantizer, ratio, best))));
    return remedies;
  }

  private Optional<Map.Entry<String, Estimate>> largest(Estimate ratio) {
    return ratios.entrySet().stream()
        .filter(other -> isAbove(other.getValue(), ratio))
        .max(comparingDouble(other -> other.getValue().value()));
  }

  /** Whether one interval lies wholly above the other. */
  static boolean isAbove(Estimate larger, Estimate smaller) {
    return larger.interval().isPresent()
        && smaller.interval().isPresent()
        && larger.interval().get().low() > smaller.interval().get().high();
  }

  private Remedy remedy(String quantizer, Estimate ratio, Map.Entry<String, Estimate> best) {
    Interval ends = best.getValue().interval().orElseThrow();
    return new Remedy(
        Subject.of(layer, quantizer),
        Optional.of(best.getKey()),
        String.format(
            Locale.ROOT,
            "%s (%s %.1f dB above its noise instead of %.1f dB, 95 %% interval %.1f dB to %.1f"
                + " dB, %s)",
            best.getKey(),
            what,
            best.getValue().value(),
            ratio.value(),
            ends.low(),
            ends.high(),
            n.apply(best.getValue())));
  }
}
