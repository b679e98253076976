package org.orthant.framework.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Statistic;

/** What one probe writes for one layer, trial and group. */
final class GroupStats implements Stats {
  private final Map<Key<?>, Entry<?>> entries = new LinkedHashMap<>();

  @Override
  public <S extends Statistic<S>> S at(Key<S> key, Supplier<S> empty) {
    Entry<?> entry = entries.computeIfAbsent(key, missing -> new Entry<>(key, empty, empty.get()));
    return key.type().cast(entry.statistic());
  }

  Collection<Entry<?>> entries() {
    return entries.values();
  }

  /** One statistic, with what starts another of its kind. */
  record Entry<S extends Statistic<S>>(Key<S> key, Supplier<S> empty, S statistic) {}
}
