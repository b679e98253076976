package org.orthant.testkit;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Statistic;

/**
 * Keeps every statistic of every group and merges when asked. Different groups may be written by
 * different threads.
 */
public final class MemoryRecording implements Recording {
  private final ConcurrentSkipListMap<Integer, Map<Key<?>, Statistic<?>>> groups =
      new ConcurrentSkipListMap<>();
  private final Map<Key<?>, Supplier<?>> empties = new ConcurrentHashMap<>();
  private final Fold fold;

  public MemoryRecording() {
    this(Fold.ONE_BY_ONE);
  }

  MemoryRecording(Fold fold) {
    this.fold = fold;
  }

  /** Returns where the next group is written. */
  public Stats nextGroup() {
    return group(groups.size());
  }

  /** Returns where the group of that number is written. */
  Stats group(int number) {
    Map<Key<?>, Statistic<?>> group =
        groups.computeIfAbsent(number, first -> new ConcurrentHashMap<>());
    return new Stats() {
      @Override
      public <S extends Statistic<S>> S at(Key<S> key, Supplier<S> empty) {
        empties.putIfAbsent(key, empty);
        return key.type().cast(group.computeIfAbsent(key, unseen -> empty.get()));
      }
    };
  }

  @Override
  public <S extends Statistic<S>> S total(Key<S> key) {
    List<S> parts = parts(key);
    return fold.all(parts, () -> key.type().cast(empties.get(key).get()));
  }

  @Override
  public <S extends Statistic<S>> List<S> groups(Key<S> key) {
    if (!key.perGroup()) {
      throw new NoSuchElementException(key + " keeps no groups");
    }
    return parts(key);
  }

  private <S extends Statistic<S>> List<S> parts(Key<S> key) {
    if (!empties.containsKey(key)) {
      throw new NoSuchElementException("nothing at " + key);
    }
    return groups.values().stream()
        .filter(group -> group.containsKey(key))
        .map(group -> key.type().cast(group.get(key)))
        .toList();
  }
}
