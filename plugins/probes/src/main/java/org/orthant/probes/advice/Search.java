package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.probes.ablation.PairedOutcomes;

/**
 * Looks for the best network under each budget. Begins with what was measured of single layers and
 * of uniform networks; each round has one network per budget evaluated, the best as far as is known
 * then, or, where that was evaluated before, the best neighbour of the best one so far.
 *
 * <p>The same evidence gives the same search, so it is made again for each question.
 */
final class Search {
  private final LayerAdvice asked;
  private final Evidence evidence;
  private final List<LayerChoices> layers;
  private final Prices prices;
  private final Halves halves;

  /** What was evaluated as a whole network, beside the unaltered one on the search's images. */
  private final Map<Assignment, PairedOutcomes> evaluated = new LinkedHashMap<>();

  private final List<List<Change>> priced;

  private List<Trial> missing = List.of();

  private Search(LayerAdvice asked, Evidence evidence) {
    this.asked = asked;
    this.evidence = evidence;
    this.layers = asked.choices(evidence.selected());
    this.prices =
        new Prices(asked.cost(), asked.rates(), asked.table(), layers, evidence.inventory());
    this.halves = new Halves(evidence, asked.judgement().unaltered());
    this.priced = known();
  }

  /** The search as far as the evidence goes. */
  static Search of(LayerAdvice asked, Evidence evidence) {
    Search search = new Search(asked, evidence);
    search.run();
    return search;
  }

  private void run() {
    UniformNetworks.of(layers).values().forEach(this::evaluate);
    List<Effects.Single> singles = singles();
    for (int round = 0; round < asked.rounds(); round++) {
      Effects effects = Effects.of(singles, joints());
      Frontier frontier = frontier(effects);
      Set<Assignment> proposed = new LinkedHashSet<>();
      for (Budget budget : asked.limits()) {
        proposal(
                budget,
                frontier,
                effects,
                each -> !evaluated.containsKey(each) && !proposed.contains(each))
            .ifPresent(proposed::add);
      }
      missing = halves.unknown(proposed.stream().map(this::trial).toList());
      if (proposed.isEmpty() || !missing.isEmpty()) {
        return;
      }
      proposed.forEach(this::evaluate);
    }
  }

  private void evaluate(Assignment assignment) {
    evaluated.putIfAbsent(assignment, halves.searched(trial(assignment)));
  }

  private List<Effects.Single> singles() {
    List<Effects.Single> singles = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Change part : layers.get(i).parts()) {
        singles.add(
            Effects.Single.of(
                new Effects.Part(i, part),
                halves.searched(trial(unaltered().with(i, part))),
                error(i, part)));
      }
    }
    return singles;
  }

  /** Returns how much less of the continuous weights is lost than by the trained ones. */
  private double error(int layer, Change part) {
    boolean known = layers.get(layer).layer().continuous();
    if (!known || part.inputs().quantizer().isPresent()) {
      return Double.NaN;
    }
    Recording kept = evidence.weights(layers.get(layer).layer().shape());
    return WeightErrors.read(kept, Weights.TRAINED) - WeightErrors.read(kept, part.weights());
  }

  private List<Effects.Joint> joints() {
    return evaluated.entrySet().stream()
        .map(each -> Effects.Joint.of(each.getKey(), each.getValue()))
        .toList();
  }

  private Assignment unaltered() {
    return new Assignment(layers.stream().map(layer -> Change.NONE).toList());
  }

  private Optional<Assignment> proposal(
      Budget budget, Frontier frontier, Effects effects, Predicate<Assignment> isNew) {
    return frontier
        .best(budget)
        .map(this::chosen)
        .filter(isNew)
        .or(
            () ->
                found(budget)
                    .flatMap(
                        from -> new Neighbours(priced, prices, effects).best(from, budget, isNew)));
  }

  private Frontier frontier(Effects effects) {
    List<List<Frontier.Option>> options = new ArrayList<>();
    for (int i = 0; i < priced.size(); i++) {
      List<Frontier.Option> ofLayer = new ArrayList<>();
      for (Change change : priced.get(i)) {
        ofLayer.add(new Frontier.Option(prices.of(i, change).orElse(0), effects.mean(i, change)));
      }
      options.add(ofLayer);
    }
    return Frontier.of(options);
  }

  private Assignment chosen(List<Integer> chosen) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      changes.add(priced.get(i).get(chosen.get(i)));
    }
    return new Assignment(changes);
  }

  /** The choices of each layer whose price is known; where none is, it stays as it is. */
  private List<List<Change>> known() {
    List<List<Change>> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      List<Change> known =
          layers.get(i).all().stream()
              .filter(change -> prices.of(layer, change).isPresent())
              .toList();
      all.add(known.isEmpty() ? List.of(Change.NONE) : known);
    }
    return all;
  }

  /** Returns what must be evaluated before the search can go on; nothing where it has ended. */
  List<Trial> missing() {
    return missing;
  }

  /** The best of what was evaluated under a budget, as the search's images tell. */
  Optional<Assignment> found(Budget budget) {
    Comparator<Assignment> byCost = Comparator.comparingDouble(each -> cost(each).orElseThrow());
    Comparator<Assignment> byChange = Comparator.comparingDouble(this::change);
    return evaluated.keySet().stream()
        .filter(each -> cost(each).isPresent())
        .filter(each -> budget.admits(cost(each).getAsDouble(), change(each)))
        .min(
            budget.ofCost()
                ? byChange.reversed().thenComparing(byCost)
                : byCost.thenComparing(byChange.reversed()));
  }

  private double change(Assignment assignment) {
    return evaluated.get(assignment).accuracyChange().value();
  }

  /** Returns what a network costs; empty where nobody knows. */
  OptionalDouble cost(Assignment assignment) {
    return prices.of(assignment);
  }

  /** The least that any network costs. */
  double cheapest() {
    double sum = 0;
    for (int i = 0; i < priced.size(); i++) {
      int layer = i;
      sum +=
          priced.get(i).stream()
              .mapToDouble(change -> prices.of(layer, change).orElse(0))
              .min()
              .orElse(0);
    }
    return sum;
  }

  Trial trial(Assignment assignment) {
    return asked.judgement().trial(assignment.byName(layers));
  }

  List<LayerChoices> layers() {
    return layers;
  }

  Prices prices() {
    return prices;
  }

  Halves halves() {
    return halves;
  }

  /** Returns how many whole networks were evaluated. */
  int networks() {
    return evaluated.size();
  }
}
