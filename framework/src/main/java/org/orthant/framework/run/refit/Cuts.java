package org.orthant.framework.run.refit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts through the network without changes, from which trials begin. Where they hold too many
 * numbers, the earliest are forgotten first: they save the least.
 */
final class Cuts {
  private static final Cut BEGINNING = new Cut(0, List.of(), 0);

  private final TreeMap<Integer, Cut> cuts = new TreeMap<>();
  private final long mostNumbers;

  /**
   * @param mostNumbers how many they may hold together
   */
  Cuts(long mostNumbers) {
    this.mostNumbers = mostNumbers;
  }

  /** Remembers a cut for trials whose first changed unit is this one or a later one. */
  void remember(int unit, Cut cut) {
    cuts.put(unit, cut);
    while (numbers() > mostNumbers) {
      cuts.pollFirstEntry();
    }
  }

  /** Several units may begin at one cut, which holds its numbers once. */
  private long numbers() {
    return cuts.values().stream().distinct().mapToLong(Cut::numbers).sum();
  }

  /** The nearest cut from which a unit can be reached. */
  Cut before(int unit) {
    Map.Entry<Integer, Cut> nearest = cuts.floorEntry(unit);
    return nearest == null ? BEGINNING : nearest.getValue();
  }
}
