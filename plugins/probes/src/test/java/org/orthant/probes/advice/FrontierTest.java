package org.orthant.probes.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.orthant.probes.advice.Frontier.Option;

class FrontierTest {

  @Test
  void ofEqualOptionsTheFirstIsChosen() {
    List<List<Option>> layers = List.of(List.of(new Option(1, 0.1), new Option(1, 0.1)));
    assertThat(Frontier.of(layers).best(bits(1))).contains(List.of(0));
  }

  @Test
  void aBudgetBelowTheCheapestCannotBeKept() {
    List<List<Option>> layers =
        List.of(List.of(new Option(1, 0)), List.of(new Option(2, 0), new Option(3, 1)));
    assertThat(Frontier.of(layers).best(bits(2.9))).isEmpty();
    assertThat(Frontier.of(layers).best(bits(3))).contains(List.of(0, 0));
  }

  @Property(tries = 200, seed = "31")
  void noWayIsBetterThanTheBest(@ForAll Random random) {
    List<List<Option>> layers = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      List<Option> options = new ArrayList<>();
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        options.add(new Option(random.nextInt(20) / 4.0, random.nextInt(-300, 50) / 1000.0));
      }
      layers.add(options);
    }
    Frontier frontier = Frontier.of(layers);
    for (double limit = 0; limit < 25; limit += 0.75) {
      requireBest(frontier, bits(limit), layers);
      requireBest(frontier, new Budget(Budget.Kind.MAX_ACCURACY_DROP, limit / 25), layers);
    }
  }

  private static void requireBest(Frontier frontier, Budget budget, List<List<Option>> layers) {
    List<Option> within =
        all(layers, 0, new Option(0, 0)).stream()
            .filter(way -> budget.admits(way.cost(), way.value()))
            .toList();
    if (within.isEmpty()) {
      assertThat(frontier.best(budget)).isEmpty();
      return;
    }
    Option found = new Option(0, 0);
    List<Integer> chosen = frontier.best(budget).orElseThrow();
    for (int i = 0; i < layers.size(); i++) {
      found = sum(found, layers.get(i).get(chosen.get(i)));
    }
    assertThat(budget.admits(found.cost(), found.value())).isTrue();
    if (budget.ofCost()) {
      assertThat(found.steps())
          .isEqualTo(within.stream().mapToLong(Option::steps).max().getAsLong());
    } else {
      assertThat(found.cost())
          .isEqualTo(within.stream().mapToDouble(Option::cost).min().getAsDouble());
    }
  }

  /** Every way to choose, by brute force. */
  private static List<Option> all(List<List<Option>> layers, int layer, Option before) {
    if (layer == layers.size()) {
      return List.of(before);
    }
    return layers.get(layer).stream()
        .flatMap(option -> all(layers, layer + 1, sum(before, option)).stream())
        .toList();
  }

  private static Option sum(Option a, Option b) {
    return new Option(a.cost() + b.cost(), a.value() + b.value());
  }

  private static Budget bits(double limit) {
    return new Budget(Budget.Kind.BITS_PER_WEIGHT, limit);
  }
}
