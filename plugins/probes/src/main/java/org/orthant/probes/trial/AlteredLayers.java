package org.orthant.probes.trial;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerKind;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Layers that are altered together.
 *
 * @param name the layer's, or what findings call the group
 */
public record AlteredLayers(String name, List<SelectedLayer> layers) {
  /** Nothing quantized, in the network as it was trained. */
  private static final Change FULL_PRECISION =
      new Change(Weights.CONTINUOUS, Activations.HARD_TANH);

  public AlteredLayers {
    layers = List.copyOf(layers);
  }

  /**
   * Each layer alone, then all convolutions, then all layers, where that is more than one.
   *
   * @param inner whether all layers but the first and the last follow, where that is more than one
   */
  public static List<AlteredLayers> of(List<SelectedLayer> selected, boolean inner) {
    List<AlteredLayers> all = new ArrayList<>();
    selected.forEach(layer -> all.add(new AlteredLayers(layer.name(), List.of(layer))));
    List<SelectedLayer> convolutions =
        selected.stream().filter(layer -> layer.shape().kind() == LayerKind.CONVOLUTION).toList();
    if (convolutions.size() > 1) {
      all.add(new AlteredLayers(Subject.CONVOLUTIONS, convolutions));
    }
    if (selected.size() > 1) {
      all.add(new AlteredLayers(Subject.ALL, selected));
    }
    if (inner && selected.size() > 3) {
      all.add(new AlteredLayers(Subject.INNER, selected.subList(1, selected.size() - 1)));
    }
    return all;
  }

  public boolean alone() {
    return layers.size() == 1;
  }

  /**
   * The changes that all of them can bear: continuous weights only where those of all are known and
   * some compute with others; of the activations, those of them that have one; in all layers also
   * both together, which leaves nothing quantized.
   *
   * @param activations whether activations are changed too
   * @param inputs whether quantizers are tried on what enters too, alone and with their weights
   */
  public List<Change> changes(boolean activations, boolean inputs) {
    List<Change> changes = new ArrayList<>();
    if (unknown().isEmpty() && !areFloat()) {
      changes.add(Change.of(Weights.CONTINUOUS));
    }
    for (String quantizer : quantizers()) {
      if (unserved(quantizer).isEmpty()) {
        changes.add(Change.of(Weights.quantizedBy(quantizer)));
      }
    }
    if (inputs) {
      changes.addAll(ofInputs());
    }
    if (activations && layers.stream().anyMatch(SelectedLayer::activated)) {
      changes.add(Change.of(Activations.IDENTITY));
      changes.add(Change.of(Activations.HARD_TANH));
      if (name.equals(Subject.ALL) && changes.contains(Change.of(Weights.CONTINUOUS))) {
        changes.add(FULL_PRECISION);
      }
    }
    return changes;
  }

  private List<Change> ofInputs() {
    List<Change> changes = new ArrayList<>();
    for (String quantizer : inputQuantizers()) {
      changes.add(Change.of(Inputs.quantizedBy(quantizer)));
      if (quantizers().contains(quantizer) && unserved(quantizer).isEmpty()) {
        changes.add(Change.of(Weights.quantizedBy(quantizer), Inputs.quantizedBy(quantizer)));
      }
    }
    return changes;
  }

  /** The quantizers that serve what enters all of them. */
  private List<String> inputQuantizers() {
    return layers.get(0).inputQuantizers().stream()
        .filter(name -> layers.stream().allMatch(layer -> layer.inputQuantizers().contains(name)))
        .toList();
  }

  /**
   * Where several layers have weights and inputs quantized, the same change with the inputs'
   * quantizer calibrated to other images.
   *
   * @param inputs whether quantizers are tried on what enters
   */
  public List<Change> calibratedAgain(boolean inputs) {
    return alone() || !inputs
        ? List.of()
        : ofInputs().stream()
            .filter(change -> change.weights().quantizer().isPresent())
            .map(change -> change.with(change.inputs().calibratedAgain()))
            .toList();
  }

  /** The quantizers that serve at least one of them. */
  List<String> quantizers() {
    return layers.stream().flatMap(layer -> layer.quantizers().stream()).distinct().toList();
  }

  /** The names of those that a quantizer does not serve. */
  List<String> unserved(String quantizer) {
    return layers.stream()
        .filter(layer -> !layer.quantizers().contains(quantizer))
        .map(SelectedLayer::name)
        .toList();
  }

  /** The names of those whose continuous weights are not known. */
  List<String> unknown() {
    return layers.stream().filter(layer -> !layer.continuous()).map(SelectedLayer::name).toList();
  }

  /** Whether all of them compute with their continuous weights, so that there are no others. */
  public boolean areFloat() {
    return layers.stream().allMatch(layer -> layer.continuous() && !layer.quantized());
  }

  /** The names of those that have no activation of their own. */
  public List<String> withoutActivation() {
    return layers.stream().filter(layer -> !layer.activated()).map(SelectedLayer::name).toList();
  }

  /** The network with that change in all of them in which it changes something. */
  public Trial trial(Change change, int refit) {
    Map<String, Change> changes = new HashMap<>();
    for (SelectedLayer layer : layers) {
      Change own = concerning(change, layer);
      if (!own.equals(Change.NONE)) {
        changes.put(layer.name(), own);
      }
    }
    return new Trial(changes, refit);
  }

  /** Returns what of a change alters something in a layer. */
  private static Change concerning(Change change, SelectedLayer layer) {
    return new Change(
        change.weights().equals(Weights.CONTINUOUS) && !layer.hasOtherWeights()
            ? Weights.TRAINED
            : change.weights(),
        layer.activated() ? change.activations() : Activations.TRAINED,
        change.inputs());
  }

  /** Why they do not get continuous weights; empty where they do. */
  public Optional<Verdict> withoutContinuousWeights() {
    List<String> unknown = unknown();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        alone()
            ? UnknownWeights.ofLayer(layers.get(0))
            : Verdict.notAsked(
                Subject.layer(name),
                String.format(
                    Locale.ROOT,
                    "%s do not get continuous weights together, for those of %s are not known",
                    names(),
                    String.join(", ", unknown))));
  }

  /** Why a group does not get the weights of quantizers that some of its layers cannot have. */
  public List<Verdict> notServedTogether() {
    List<Verdict> verdicts = new ArrayList<>();
    for (String quantizer : quantizers()) {
      List<String> unserved = unserved(quantizer);
      if (!unserved.isEmpty()) {
        verdicts.add(
            Verdict.notAsked(
                Subject.of(name, quantizer),
                String.format(
                    Locale.ROOT,
                    "%s are not altered together, for %s does not serve %s",
                    names(),
                    quantizer,
                    String.join(", ", unserved))));
      }
    }
    return verdicts;
  }

  private String names() {
    return layers.stream().map(SelectedLayer::name).collect(joining(", "));
  }
}
