package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.orthant.api.measure.Change;

/**
 * The networks that differ from one in a layer or in two.
 *
 * @param priced the choices of each layer
 */
record Neighbours(List<List<Change>> priced, Prices prices, Effects effects) {

  /** Another choice in one layer, with what it adds. */
  private record Step(int layer, Change choice, double cost, double change) {}

  /** The best that a test lets pass; under a budget of accuracy only cheaper ones. */
  Optional<Assignment> best(Assignment from, Budget budget, Predicate<Assignment> passes) {
    double cost = prices.of(from).orElse(0);
    double change = effects.mean(from);
    return walks(steps(from)).stream()
        .filter(
            walk ->
                budget.admits(cost + sum(walk, Step::cost), change + sum(walk, Step::change))
                    && (budget.ofCost() || sum(walk, Step::cost) < 0))
        .sorted(Comparator.comparingDouble(walk -> -sum(walk, Step::change)))
        .map(walk -> end(from, walk))
        .filter(passes)
        .findFirst();
  }

  private List<Step> steps(Assignment from) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < priced.size(); i++) {
      Change now = from.changes().get(i);
      for (Change other : priced.get(i)) {
        if (!other.equals(now)) {
          steps.add(
              new Step(
                  i,
                  other,
                  prices.of(i, other).orElse(0) - prices.of(i, now).orElse(0),
                  effects.mean(i, other) - effects.mean(i, now)));
        }
      }
    }
    return steps;
  }

  /** Single steps, and pairs in two layers. */
  private static List<List<Step>> walks(List<Step> steps) {
    List<List<Step>> walks = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      walks.add(List.of(steps.get(i)));
      for (int j = i + 1; j < steps.size(); j++) {
        if (steps.get(i).layer() != steps.get(j).layer()) {
          walks.add(List.of(steps.get(i), steps.get(j)));
        }
      }
    }
    return walks;
  }

  private static double sum(List<Step> walk, ToDoubleFunction<Step> part) {
    return walk.stream().mapToDouble(part).sum();
  }

  private static Assignment end(Assignment from, List<Step> walk) {
    Assignment to = from;
    for (Step step : walk) {
      to = to.with(step.layer(), step.choice());
    }
    return to;
  }
}
