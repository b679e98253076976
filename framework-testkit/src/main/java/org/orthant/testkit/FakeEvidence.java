package org.orthant.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;

/** What a probe wrote, and whether it later asks for more than it said it needs. */
final class FakeEvidence implements Evidence {
  private final Needs needs;
  private final List<Trial> trials;
  private final List<FakeLayer> layers;
  private final List<SelectedLayer> selected;
  private final Fold fold;
  private final Map<LayerShape, MemoryRecording> weights = new ConcurrentHashMap<>();
  private final Map<Trial, Map<LayerShape, MemoryRecording>> blocks = new ConcurrentHashMap<>();
  private final Map<Trial, MemoryRecording> scores = new ConcurrentHashMap<>();
  private final Map<Trial, Outcomes> outcomes = new ConcurrentHashMap<>();
  private boolean answered;
  private final List<String> surprises = Collections.synchronizedList(new ArrayList<>());

  FakeEvidence(Probe probe, List<FakeLayer> layers, List<SelectedLayer> selected, Fold fold) {
    this.needs = probe.needs();
    this.trials = new ArrayList<>(probe.trials(selected));
    this.layers = layers;
    this.selected = selected;
    this.fold = fold;
  }

  /** Returns what it asked for and had not announced, in words. */
  List<String> surprises() {
    return surprises;
  }

  Stats ofWeights(LayerShape layer) {
    return written(weights, layer).group(0);
  }

  Stats ofGroup(Trial trial, LayerShape layer, int group) {
    return written(blocks.computeIfAbsent(trial, first -> new ConcurrentHashMap<>()), layer)
        .group(group);
  }

  Stats ofScores(Trial trial, int group) {
    return scores.computeIfAbsent(trial, first -> new MemoryRecording(fold)).group(group);
  }

  /** Allows for trials that the probe has asked for since. */
  void expect(List<Trial> next) {
    trials.addAll(next);
  }

  /** From now on the probe may ask for the trials alone that it has named. */
  void close() {
    answered = true;
  }

  /** All trials that the probe has named so far. */
  List<Trial> trials() {
    return List.copyOf(trials);
  }

  void say(Trial trial, Outcomes said) {
    outcomes.put(trial, said);
  }

  private MemoryRecording written(Map<LayerShape, MemoryRecording> where, LayerShape layer) {
    return where.computeIfAbsent(layer, first -> new MemoryRecording(fold));
  }

  @Override
  public List<SelectedLayer> selected() {
    return selected;
  }

  @Override
  public LayerView view(LayerShape layer) {
    return layers.stream().filter(each -> each.shape().equals(layer)).findFirst().orElseThrow();
  }

  @Override
  public Recording weights(LayerShape layer) {
    surprise(!needs.weights(), "what onWeights wrote, but needs() asks for no weights");
    return written(weights, layer);
  }

  @Override
  public Recording blocks(Trial trial, LayerShape layer) {
    surprise(
        needs.inputs() == 0 && needs.gradients() == 0,
        "what was written of images, but needs() asks for neither inputs nor gradients");
    surprise(!trials.contains(trial), "the trial " + trial + ", which trials() does not name");
    return written(blocks.computeIfAbsent(trial, first -> new ConcurrentHashMap<>()), layer);
  }

  @Override
  public Recording scores(Trial trial) {
    surprise(needs.scores() == 0, "what onScores wrote, but needs() asks for no scores");
    surprise(!trials.contains(trial), "the trial " + trial + ", which trials() does not name");
    return scores.computeIfAbsent(trial, first -> new MemoryRecording(fold));
  }

  /** Signs where weights are quantized, floats elsewhere; of the quantizer coarse nothing. */
  @Override
  public Inventory inventory() {
    return new Inventory(selected.stream().map(FakeEvidence::item).toList(), 3, 8);
  }

  private static Inventory.Item item(SelectedLayer layer) {
    Map<String, Storage> said = new HashMap<>();
    said.put("binary", Storage.signs());
    said.put("ternary", Storage.of(Storage.Kind.TERNARY, 2));
    said.keySet().retainAll(layer.quantizers());
    boolean isFloat = layer.continuous() && !layer.quantized();
    return new Inventory.Item(
        layer.shape(),
        Optional.of(isFloat ? Storage.floats() : Storage.signs()),
        Optional.of(Storage.floats()),
        said,
        Map.of());
  }

  @Override
  public Outcomes outcomes(Trial trial) {
    surprise(needs.predicted() == 0, "outcomes, but needs() asks for none");
    surprise(
        answered && !trials.contains(trial),
        "the trial " + trial + ", which neither trials() nor nextTrials() names");
    return outcomes.getOrDefault(trial, new Outcomes());
  }

  private void surprise(boolean surprising, String what) {
    if (surprising) {
      surprises.add(what);
    }
  }
}
