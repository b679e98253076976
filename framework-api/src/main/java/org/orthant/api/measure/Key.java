package org.orthant.api.measure;

import org.orthant.api.statistics.Statistic;

/**
 * The name under which a probe finds one of its statistics.
 *
 * @param name unique within the probe
 * @param type the statistic's class
 * @param perGroup whether what each group of images gave is kept apart too, as a jackknife needs;
 *     only for small statistics
 */
public record Key<S extends Statistic<S>>(String name, Class<S> type, boolean perGroup) {

  /** A statistic of all images together. */
  public static <S extends Statistic<S>> Key<S> total(String name, Class<S> type) {
    return new Key<>(name, type, false);
  }

  /** A statistic that is kept per group of images too. */
  public static <S extends Statistic<S>> Key<S> perGroup(String name, Class<S> type) {
    return new Key<>(name, type, true);
  }

  /** The key of the same statistic for one quantizer. */
  public Key<S> of(String quantizer) {
    return new Key<>(name + "/" + quantizer, type, perGroup);
  }
}
