package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;
import org.orthant.probes.ablation.Judged;
import org.orthant.probes.ablation.Judgement;

/**
 * Advises what each layer computes with under each budget, and proves it. Half of the test images
 * serve a search: single layers are changed one by one, the best network as far as these tell is
 * evaluated, and the search goes on from what that shows. What is found is evaluated on the other
 * half, beside the network as it is and beside every uniform network that costs no more: intervals
 * are Tango's, p-values McNemar's.
 *
 * <p>Among the choices of a layer are always its continuous weights, where they are known, and
 * those it has. With {@code activations}, what enters each layer is quantized by one of them,
 * unless {@code continuous} is among them. Where images have no labels, agreement with the
 * predictions of the network as it is stands for accuracy.
 */
@Id("advice")
@Doc(
    value = "What each layer should compute with under a budget, and how good that network is",
    formula = "max Σ Δaccuracy(layer, choice) subject to Σ cost(layer, choice) ≤ budget",
    source =
        "Kellerer, Pferschy and Pisinger, Knapsack Problems (2004); Efron and Morris, JASA 68"
            + " (1973); Tango, Statistics in Medicine 17 (1998)")
public record LayerAdvice(
    @Doc("Which quantizers' weights may be chosen, by name; all of them if not given")
        Optional<List<String>> candidates,
    @Doc("What enters layers is quantized by one of these, by name; left as it is if not given")
        Optional<List<String>> activations,
    @Doc("What to keep to; 1, 1.5, 2, 4 and 8 bits per weight, or a tenth, a quarter and half of")
        Optional<Budgets> budgets,
    @Doc("What a choice costs") CostKind cost,
    @Doc("What multiply-adds cost by kind, for operations") Rates rates,
    @Doc("What each choice costs by layer and name, for a table; continuous must be among them")
        Map<String, Map<String, Double>> table,
    @Doc("How many test images to classify, of which the search sees half") int images,
    @Doc("To how many training images to refit batch normalization; 0 for no refit") int refit,
    @Doc("To how many training images to correct means; 0 for no correction") int biasCorrection,
    @Doc("Which accuracy counts: refitted, with means corrected, or as changes leave it")
        Judged judged,
    @Doc("How often the search has networks evaluated, one for each budget") int rounds)
    implements Probe {
  private static final Budgets BITS =
      new Budgets(
          Optional.of(List.of(1.0, 1.5, 2.0, 4.0, 8.0)), Optional.empty(), Optional.empty());

  private static final Budgets PARTS =
      new Budgets(Optional.empty(), Optional.of(List.of(0.1, 0.25, 0.5)), Optional.empty());

  public LayerAdvice() {
    this(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CostKind.BITS,
        new Rates(),
        Map.of(),
        10_000,
        10_000,
        0,
        Judged.REFITTED,
        3);
  }

  public LayerAdvice {
    candidates = candidates.map(List::copyOf);
    activations = activations.map(List::copyOf);
    Map<String, Map<String, Double>> prices = new LinkedHashMap<>();
    table.forEach((layer, choices) -> prices.put(layer, Map.copyOf(choices)));
    table = prices;
    InvalidParameterException.unless(images >= 2, "images", "must be at least 2", images);
    InvalidParameterException.unless(rounds >= 1, "rounds", "must be at least 1", rounds);
    new Judgement(judged, refit, biasCorrection);
    requirePossible(cost, budgets);
    for (Map<String, Double> choices : table.values()) {
      choices.values().forEach(LayerAdvice::requirePrice);
    }
  }

  private static void requirePossible(CostKind cost, Optional<Budgets> budgets) {
    if (budgets.isEmpty()) {
      return;
    }
    InvalidParameterException.unless(
        !budgets.get().all().isEmpty(), "budgets", "must hold at least one value", "none");
    InvalidParameterException.unless(
        cost == CostKind.BITS || budgets.get().bitsPerWeight().isEmpty(),
        "budgets",
        "must be relative-cost or max-accuracy-drop unless cost is bits",
        "bits-per-weight");
    InvalidParameterException.unless(
        cost != CostKind.BITS || budgets.get().relativeCost().isEmpty(),
        "budgets",
        "must be bits-per-weight or max-accuracy-drop where cost is bits",
        "relative-cost");
  }

  private static void requirePrice(double price) {
    InvalidParameterException.unless(
        price >= 0 && Double.isFinite(price), "table", "must hold costs of at least 0", price);
  }

  /** Returns what advised networks must keep to. */
  List<Budget> limits() {
    return budgets.orElse(cost == CostKind.BITS ? BITS : PARTS).all();
  }

  Judgement judgement() {
    return new Judgement(judged, refit, biasCorrection);
  }

  /**
   * Returns what layers may compute with.
   *
   * @throws BadInputException if a quantizer is named that serves none of them
   */
  List<LayerChoices> choices(List<SelectedLayer> layers) {
    List<String> all =
        layers.stream().flatMap(layer -> layer.quantizers().stream()).distinct().toList();
    requireKnown("candidates", candidates, all);
    requireKnown(
        "activations",
        activations,
        layers.stream().flatMap(layer -> layer.inputQuantizers().stream()).distinct().toList());
    return layers.stream()
        .map(layer -> LayerChoices.of(layer, candidates.orElse(all), activations))
        .toList();
  }

  private static void requireKnown(
      String parameter, Optional<List<String>> names, List<String> known) {
    List<String> unknown =
        names.orElse(List.of()).stream()
            .filter(name -> !known.contains(name) && !name.equals(LayerChoices.CONTINUOUS))
            .toList();
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: no selected layer has %s; there are %s",
              parameter,
              String.join(", ", unknown),
              String.join(
                  ", ",
                  Stream.concat(known.stream(), Stream.of(LayerChoices.CONTINUOUS)).toList())));
    }
  }

  @Override
  public Needs needs() {
    return Needs.predictions(images).andWeights();
  }

  /**
   * @throws BadInputException if a quantizer is named that serves none of the layers, or a price is
   *     missing
   */
  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    List<LayerChoices> choices = choices(layers);
    if (cost == CostKind.TABLE) {
      Prices.requireListed(table, choices);
    }
    List<Trial> trials = new ArrayList<>(List.of(Trial.BASELINE, judgement().unaltered()));
    for (LayerChoices layer : choices) {
      for (Change part : layer.parts()) {
        trials.add(judgement().trial(Map.of(layer.layer().name(), part)));
      }
    }
    UniformNetworks.of(choices)
        .values()
        .forEach(network -> trials.add(judgement().trial(network.byName(choices))));
    return trials.stream().distinct().toList();
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    WeightErrors.write(layer, out);
  }

  @Override
  public List<Trial> nextTrials(Evidence seen) {
    return seen.selected().isEmpty() ? List.of() : Search.of(this, seen).missing();
  }

  @Override
  public int mostNextTrials(List<SelectedLayer> layers) {
    return rounds * limits().size();
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    return Proof.of(this, Search.of(this, evidence)).conclusion();
  }
}
