package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All ways to choose one option for each layer, costs and values adding up, of which none costs
 * less than another without being worth less. Values count in steps of {@link #STEP}, which bounds
 * how many ways there are; but for that it is exact.
 *
 * <p>Source: Kellerer, Pferschy and Pisinger, "Knapsack Problems", 2004, section 11.5: dynamic
 * programming with lists for the multiple-choice knapsack problem.
 */
final class Frontier {
  /** A thousandth of a point of accuracy. */
  static final double STEP = 1e-5;

  private final List<Way> ways;

  private Frontier(List<Way> ways) {
    this.ways = ways;
  }

  /**
   * One of the options of a layer.
   *
   * @param cost at least 0
   * @param value in accuracy
   */
  record Option(double cost, double value) {
    long steps() {
      return Math.round(value / STEP);
    }
  }

  /**
   * A way to choose for the first layers.
   *
   * @param before what was chosen for all but the last of them; null for none
   * @param option the index of what is chosen for the last of them
   */
  private record Way(double cost, long value, Way before, int option) {
    Way and(Option chosen, int index) {
      return new Way(cost + chosen.cost(), value + chosen.steps(), this, index);
    }
  }

  /**
   * Finds them.
   *
   * @param layers the options of each layer, at least one; the first of equal ones is chosen
   */
  static Frontier of(List<List<Option>> layers) {
    List<Way> ways = List.of(new Way(0, 0, null, -1));
    for (List<Option> options : layers) {
      List<Way> more = new ArrayList<>();
      for (Way way : ways) {
        for (int i = 0; i < options.size(); i++) {
          more.add(way.and(options.get(i), i));
        }
      }
      ways = undominated(more);
    }
    return new Frontier(ways);
  }

  /** Sorted by cost, each worth more than those before. */
  private static List<Way> undominated(List<Way> ways) {
    ways.sort(
        Comparator.comparingDouble(Way::cost)
            .thenComparing(Comparator.comparingLong(Way::value).reversed()));
    List<Way> kept = new ArrayList<>();
    for (Way way : ways) {
      if (kept.isEmpty() || kept.get(kept.size() - 1).value() < way.value()) {
        kept.add(way);
      }
    }
    return kept;
  }

  /** The cheapest cost of all. */
  double cheapest() {
    return ways.get(0).cost();
  }

  /**
   * The options of the best way within a budget: the most valuable one that costs no more, or the
   * cheapest one that loses no more; empty where there is none.
   */
  Optional<List<Integer>> best(Budget budget) {
    List<Way> within =
        ways.stream().filter(way -> budget.admits(way.cost(), way.value() * STEP)).toList();
    if (within.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(options(within.get(budget.ofCost() ? within.size() - 1 : 0)));
  }

  private static List<Integer> options(Way way) {
    List<Integer> options = new ArrayList<>();
    for (Way last = way; last.before() != null; last = last.before()) {
      options.add(last.option());
    }
    Collections.reverse(options);
    return options;
  }
}
