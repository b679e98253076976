package org.orthant.framework.run.inference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order of variants in which those with much in common follow each other. */
final class Ordering {
  private Ordering() {}

  /**
   * Variants in the order of the first step in which they differ; of two steps of a unit that comes
   * first which occurs first.
   */
  static List<Variant> together(List<Variant> variants) {
    Map<Step, Integer> firstSeen = new HashMap<>();
    variants.forEach(
        variant -> variant.steps().forEach(step -> firstSeen.putIfAbsent(step, firstSeen.size())));
    Comparator<Variant> byFirstDifference =
        (a, b) -> {
          for (int unit = 0; unit < a.steps().size(); unit++) {
            int order =
                Integer.compare(
                    firstSeen.get(a.steps().get(unit)), firstSeen.get(b.steps().get(unit)));
            if (order != 0) {
              return order;
            }
          }
          return 0;
        };
    return variants.stream().sorted(byFirstDifference).toList();
  }
}
