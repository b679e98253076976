package org.orthant.api.measure;

import java.util.List;
import org.orthant.api.statistics.Statistic;

/** The statistics that a probe wrote for one layer, merged over the groups of images. */
public interface Recording {

  /**
   * The statistic over all images.
   *
   * @throws java.util.NoSuchElementException if nothing was written there
   */
  <S extends Statistic<S>> S total(Key<S> key);

  /**
   * The statistic of each group of images, in their order.
   *
   * @throws java.util.NoSuchElementException if nothing was written there or the key does not keep
   *     groups
   */
  <S extends Statistic<S>> List<S> groups(Key<S> key);
}
