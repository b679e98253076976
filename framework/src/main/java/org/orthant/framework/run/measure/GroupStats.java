package org.orthant.framework.run.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Statistic;

/** What one probe writes for one layer, trial and group. */
final class GroupStats implements Stats {
  private final Map<Key<?>, Statistic<?>> statistics = new LinkedHashMap<>();

  @Override
  public <S extends Statistic<S>> S at(Key<S> key, Supplier<S> empty) {
    return key.type().cast(statistics.computeIfAbsent(key, missing -> empty.get()));
  }

  /** Puts there what was written before. */
  void put(Key<?> key, Statistic<?> statistic) {
    statistics.put(key, statistic);
  }

  Map<Key<?>, Statistic<?>> statistics() {
    return Collections.unmodifiableMap(statistics);
  }
}
