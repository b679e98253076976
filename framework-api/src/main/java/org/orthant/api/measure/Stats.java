package org.orthant.api.measure;

import java.util.function.Supplier;
import org.orthant.api.statistics.Statistic;

/**
 * The place where a probe writes, for one layer and, on blocks, one trial and one group of images.
 */
public interface Stats {

  /** The statistic at that key, made by {@code empty} when it is first asked for. */
  <S extends Statistic<S>> S at(Key<S> key, Supplier<S> empty);
}
