package org.orthant.probes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Statistic;

/** Keeps every statistic of every group and merges when asked. */
final class MemoryRecording implements Recording {
  private final List<Map<Key<?>, Statistic<?>>> groups = new ArrayList<>();
  private final Map<Key<?>, Supplier<?>> empties = new HashMap<>();

  /** Where the next group is written. */
  Stats nextGroup() {
    Map<Key<?>, Statistic<?>> group = new HashMap<>();
    groups.add(group);
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
    S all = key.type().cast(empties.get(key).get());
    parts.forEach(all::merge);
    return all;
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
    return groups.stream()
        .filter(group -> group.containsKey(key))
        .map(group -> key.type().cast(group.get(key)))
        .toList();
  }
}
