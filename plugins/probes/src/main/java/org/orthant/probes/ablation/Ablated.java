package org.orthant.probes.ablation;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.api.measure.Change;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.trial.AlteredLayers;

/**
 * What came of one change.
 *
 * @param raw against the network as trained
 * @param corrected with means corrected against the network as trained; empty where none are
 * @param refitted both refitted; empty where nothing is refitted
 * @param judged the one of these that is judged
 */
record Ablated(
    AlteredLayers layers,
    Change change,
    PairedOutcomes raw,
    Optional<PairedOutcomes> corrected,
    Optional<PairedOutcomes> refitted,
    PairedOutcomes judged) {

  Estimate effect() {
    return judged.accuracyChange();
  }

  /** The ends of the effect's interval. */
  Interval ends() {
    return effect().interval().orElseThrow();
  }

  /** Returns what findings are about. */
  Subject subject() {
    return Subject.changed(layers.name(), change.label());
  }

  /** Returns what a verdict is about: the quantizer's weights, or what else it quantizes. */
  Subject judgedSubject() {
    Optional<String> quantizer = quantizer();
    return new Subject(
        layers.name(),
        quantizer,
        change.inputs().quantizer().isPresent() ? Optional.of(change.label()) : Optional.empty());
  }

  /** The quantizer that is tried; empty where there is none. */
  Optional<String> quantizer() {
    return change.weights().quantizer().or(() -> change.inputs().quantizer());
  }

  /** Returns what costs, as the beginning of a sentence. */
  String inWords() {
    Optional<String> ofWeights = change.weights().quantizer();
    Optional<String> ofInputs = change.inputs().quantizer();
    if (ofInputs.isPresent()) {
      return (ofWeights.isPresent() ? "Weights and inputs" : "Inputs")
          + " quantized by "
          + ofInputs.get();
    }
    return ofWeights
        .map(name -> "The weights of " + name + " instead of the trained ones")
        .orElse("The trained weights instead of the continuous ones");
  }

  Remedy remedy() {
    return new Remedy(
        Subject.layer(layers.name()),
        change.weights().quantizer(),
        String.format(
            Locale.ROOT,
            "%s (accuracy %+.4f, 95 %% interval %+.4f to %+.4f, %s)",
            change.weights().quantizer().orElse("continuous weights"),
            effect().value(),
            ends().low(),
            ends().high(),
            effect().n("image", "images")));
  }
}
