package org.orthant.framework.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;

/**
 * A probe with the trials it must see.
 *
 * @param id its id
 * @param doc what it asks, in a line
 * @param needs what it must see
 * @param unanswerable why this run cannot answer what it asks; empty where it can
 */
public record PlannedProbe(
    String id,
    String doc,
    Probe probe,
    Needs needs,
    List<Trial> trials,
    Optional<String> unanswerable) {
  public PlannedProbe {
    trials = List.copyOf(trials);
  }

  /** A probe that the run can answer. */
  public PlannedProbe(String id, String doc, Probe probe, Needs needs, List<Trial> trials) {
    this(id, doc, probe, needs, trials, Optional.empty());
  }

  /** A probe that chooses its trials of these layers. */
  static PlannedProbe of(String id, String doc, Probe probe, List<SelectedLayer> layers) {
    List<Trial> trials = List.copyOf(probe.trials(layers));
    requireServed(trials, layers);
    return new PlannedProbe(id, doc, probe, probe.needs(), trials);
  }

  /**
   * Requires that trials put only such quantizers into layers as serve them.
   *
   * @throws IllegalStateException if one does not
   */
  public static void requireServed(List<Trial> trials, List<SelectedLayer> layers) {
    Map<String, SelectedLayer> served =
        layers.stream().collect(Collectors.toMap(SelectedLayer::name, layer -> layer, (a, b) -> a));
    trials.forEach(trial -> trial.changes().forEach((name, to) -> requireServed(name, to, served)));
  }

  private static void requireServed(
      String layer, Change change, Map<String, SelectedLayer> selected) {
    Optional<SelectedLayer> altered = Optional.ofNullable(selected.get(layer));
    List<String> ofWeights = altered.map(SelectedLayer::quantizers).orElse(List.of());
    List<String> ofInputs = altered.map(SelectedLayer::inputQuantizers).orElse(List.of());
    if (!change.weights().quantizer().stream().allMatch(ofWeights::contains)
        || !change.inputs().quantizer().stream().allMatch(ofInputs::contains)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a trial puts %s into %s, which that quantizer does not serve",
              change.label(),
              layer));
    }
  }

  /** Returns how many test images must pass the network for it. */
  public int images() {
    return trials.isEmpty() ? 0 : needs.images();
  }

  /**
   * The trials that must be computed for it: its own, and those that its scores are held against.
   */
  public List<Trial> seen() {
    return needs.scores() == 0
        ? trials
        : trials.stream().flatMap(trial -> Stream.of(trial.unaltered(), trial)).distinct().toList();
  }

  /** To how many training images its trials refit batch normalization, without repeats. */
  public List<Integer> refits() {
    return trials.stream()
        .filter(trial -> trial.correction() == Correction.NORMALIZATION)
        .map(Trial::refit)
        .filter(refit -> refit > 0)
        .distinct()
        .toList();
  }

  /** Returns the same probe with its trials chosen of other layers. */
  PlannedProbe choosing(List<SelectedLayer> layers) {
    return of(id, doc, probe, layers);
  }

  /** Returns the same probe, which is asked nothing in this run. */
  PlannedProbe unanswerable(String reason) {
    return new PlannedProbe(id, doc, probe, needs, List.of(), Optional.of(reason));
  }

  /** Returns the same probe, which sees what the network predicts under other trials. */
  PlannedProbe predicting(List<Trial> others) {
    return new PlannedProbe(id, doc, probe, Needs.predictions(needs.predicted()), others);
  }

  /** Returns the same probe without a trial to see. */
  PlannedProbe idle() {
    return new PlannedProbe(id, doc, probe, needs, List.of());
  }
}
