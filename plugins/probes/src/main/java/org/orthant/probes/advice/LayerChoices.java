package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Weights;

/**
 * What a layer may compute with. Of two choices that are as good, the first is taken.
 *
 * @param weights at least one
 * @param inputs at least one
 */
record LayerChoices(SelectedLayer layer, List<Weights> weights, List<Inputs> inputs) {
  /** What a configuration calls numbers that are not quantized. */
  static final String CONTINUOUS = "continuous";

  /** What it calls weights that stay as they are, where they are quantized. */
  static final String TRAINED = "trained";

  LayerChoices {
    weights = List.copyOf(weights);
    inputs = List.copyOf(inputs);
  }

  /**
   * Those of a layer.
   *
   * @param candidates names of quantizers whose weights may be chosen
   * @param activations names of quantizers that may be chosen for what enters, or {@link
   *     #CONTINUOUS}; empty to leave it as it is
   */
  static LayerChoices of(
      SelectedLayer layer, List<String> candidates, Optional<List<String>> activations) {
    Set<Weights> weights = new LinkedHashSet<>();
    candidates.stream()
        .filter(layer.quantizers()::contains)
        .map(Weights::quantizedBy)
        .forEach(weights::add);
    if (layer.hasOtherWeights()) {
      weights.add(Weights.CONTINUOUS);
    }
    weights.add(Weights.TRAINED);
    Set<Inputs> inputs = new LinkedHashSet<>();
    for (String name : activations.orElse(List.of())) {
      if (name.equals(CONTINUOUS)) {
        inputs.add(Inputs.TRAINED);
      } else if (layer.inputQuantizers().contains(name)) {
        inputs.add(Inputs.quantizedBy(name));
      }
    }
    if (inputs.isEmpty()) {
      inputs.add(Inputs.TRAINED);
    }
    return new LayerChoices(layer, List.copyOf(weights), List.copyOf(inputs));
  }

  /** All pairs of weights and inputs. */
  List<Change> all() {
    List<Change> all = new ArrayList<>();
    for (Weights mine : weights) {
      inputs.forEach(entering -> all.add(Change.of(mine, entering)));
    }
    return all;
  }

  /** The changes of which the effects of all pairs are made up: of weights or inputs alone. */
  List<Change> parts() {
    List<Change> parts = new ArrayList<>();
    weights.forEach(mine -> parts.add(Change.of(mine)));
    inputs.forEach(entering -> parts.add(Change.of(entering)));
    parts.removeIf(Change.NONE::equals);
    return parts;
  }

  /** The parts of one choice. */
  static List<Change> parts(Change choice) {
    return Stream.of(Change.of(choice.weights()), Change.of(choice.inputs()))
        .filter(part -> !part.equals(Change.NONE))
        .toList();
  }

  /** Whether a quantizer can be chosen for the weights. */
  boolean areServed() {
    return weights.stream().anyMatch(mine -> mine.quantizer().isPresent());
  }

  /** The choice that comes nearest to one that is meant for all layers. */
  Change nearest(Weights wanted, Inputs entering) {
    Weights mine = weights.contains(wanted) ? wanted : unquantized();
    return Change.of(mine, inputs.contains(entering) ? entering : inputs.get(0));
  }

  private Weights unquantized() {
    return weights.contains(Weights.CONTINUOUS) ? Weights.CONTINUOUS : Weights.TRAINED;
  }
}
