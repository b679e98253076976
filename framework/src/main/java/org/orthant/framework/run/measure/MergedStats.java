package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.statistics.Statistic;
import org.orthant.api.statistics.StatisticFormat;

/** What one probe wrote for one layer and trial, folded group by group. */
final class MergedStats implements Recording {
  private final Map<Key<?>, Statistic<?>> totals = new LinkedHashMap<>();
  private final Map<Key<?>, List<Statistic<?>>> groups = new LinkedHashMap<>();

  /** Folds the next group. */
  void fold(GroupStats group) {
    group.statistics().forEach(this::fold);
  }

  private <S extends Statistic<S>> void fold(Key<S> key, Statistic<?> written) {
    S statistic = key.type().cast(written);
    if (totals.containsKey(key)) {
      total(key).merge(statistic);
    } else {
      totals.put(key, StatisticFormat.copy(statistic));
    }
    if (key.perGroup()) {
      groups.computeIfAbsent(key, first -> new ArrayList<>()).add(statistic);
    }
  }

  @Override
  public <S extends Statistic<S>> S total(Key<S> key) {
    return key.type().cast(present(totals.get(key), key));
  }

  @Override
  public <S extends Statistic<S>> List<S> groups(Key<S> key) {
    return present(groups.get(key), key).stream().map(key.type()::cast).toList();
  }

  private static <T> T present(T value, Key<?> key) {
    if (value == null) {
      throw new NoSuchElementException("nothing was written at " + key.name());
    }
    return value;
  }
}
