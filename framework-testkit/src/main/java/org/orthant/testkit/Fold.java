package org.orthant.testkit;

import java.util.List;
import java.util.function.Supplier;
import org.orthant.api.statistics.Statistic;

/** Orders in which the statistics of groups can be merged. */
enum Fold {
  /** Each into the sum of those before it. */
  ONE_BY_ONE {
    @Override
    <S extends Statistic<S>> S all(List<S> parts, Supplier<S> empty) {
      S sum = empty.get();
      parts.forEach(sum::merge);
      return sum;
    }
  },

  /** The sum of the first half with the sum of the second, and these in the same way. */
  TREE {
    @Override
    <S extends Statistic<S>> S all(List<S> parts, Supplier<S> empty) {
      if (parts.size() < 2) {
        return ONE_BY_ONE.all(parts, empty);
      }
      int half = parts.size() / 2;
      S first = all(parts.subList(0, half), empty);
      first.merge(all(parts.subList(half, parts.size()), empty));
      return first;
    }
  },

  /** The sum of the first group, of the next two and of the rest, as three machines give them. */
  SHARDS {
    @Override
    <S extends Statistic<S>> S all(List<S> parts, Supplier<S> empty) {
      int first = Math.min(1, parts.size());
      int second = Math.min(3, parts.size());
      return ONE_BY_ONE.all(
          List.of(
              ONE_BY_ONE.all(parts.subList(0, first), empty),
              ONE_BY_ONE.all(parts.subList(first, second), empty),
              ONE_BY_ONE.all(parts.subList(second, parts.size()), empty)),
          empty);
    }
  };

  /** All parts merged in their order; the parts stay as they are. */
  abstract <S extends Statistic<S>> S all(List<S> parts, Supplier<S> empty);
}
