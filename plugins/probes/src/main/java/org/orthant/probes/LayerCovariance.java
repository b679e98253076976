package org.orthant.probes;

import java.util.List;
import java.util.stream.Stream;
import org.orthant.api.statistics.Covariance;
import org.orthant.api.statistics.Mergeable;

/**
 * The covariance of the vectors that a layer's filters meet: one for each group of channels, since
 * a component of one group's vectors is another channel than that of another's.
 *
 * @param groups one covariance each, all of one dimension
 */
record LayerCovariance(List<Covariance> groups) implements Mergeable<LayerCovariance> {
  LayerCovariance {
    groups = List.copyOf(groups);
  }

  /** Of no vectors. */
  static LayerCovariance empty(int groups, int dimension) {
    return new LayerCovariance(
        Stream.generate(() -> new Covariance(dimension)).limit(groups).toList());
  }

  int dimension() {
    return groups.get(0).dimension();
  }

  /** Returns how many vectors each group has. */
  long count() {
    return groups.get(0).count();
  }

  @Override
  public void merge(LayerCovariance other) {
    for (int group = 0; group < groups.size(); group++) {
      groups.get(group).merge(other.groups.get(group));
    }
  }
}
