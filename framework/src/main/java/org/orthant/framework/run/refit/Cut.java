package org.orthant.framework.run.refit;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Unit;
import org.orthant.framework.run.layer.Signals;

/**
 * Values that are kept for each group of images: all that later units take from those before the
 * cut.
 *
 * @param unit the first unit behind the cut
 * @param kept of each group what leaves each unit that {@link #crossing} names
 * @param numbers how many of the values are no bits
 */
record Cut(int unit, List<Map<Integer, Supplier<Signals>>> kept, long numbers) {

  /** The units in front of a cut whose outputs are taken behind it; not the image. */
  static TreeSet<Integer> crossing(Network network, int unit) {
    TreeSet<Integer> crossing = new TreeSet<>();
    for (Unit behind : network.units().subList(unit, network.units().size())) {
      behind.inputs().stream()
          .filter(input -> input != Unit.IMAGE && input < unit)
          .forEach(crossing::add);
    }
    return crossing;
  }

  /** Copies of one group's values. */
  Map<Integer, Signals> values(int group) {
    return kept.isEmpty()
        ? Map.of()
        : kept.get(group).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, value -> value.getValue().get()));
  }

  /** A cut is equal to itself alone: it stands for what it holds. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
