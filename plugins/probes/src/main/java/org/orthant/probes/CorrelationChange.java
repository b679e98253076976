package org.orthant.probes;

import java.util.List;
import java.util.stream.IntStream;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Mergeable;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.Jackknife;

/**
 * By how much Pearson's r of one set of products exceeds that of another over the same images. Its
 * interval comes from leaving out one group of images at a time in both.
 *
 * @param before the products with the groups of images that {@code after} has as well
 */
record CorrelationChange(Comoments before, Comoments after)
    implements Mergeable<CorrelationChange> {
  private CorrelationChange() {
    this(new Comoments(), new Comoments());
  }

  /**
   * The change from the first to the second; without an interval where one of the two has none.
   *
   * @param groups of the first, group by group
   * @param first what they give
   * @param others of the second
   * @param second what they give
   */
  static Estimate of(
      List<Comoments> groups, Correlation first, List<Comoments> others, Correlation second) {
    return new Estimate(
        second.r().value() - first.r().value(),
        Jackknife.of(pairs(groups, others), CorrelationChange::new, CorrelationChange::count)
            .interval(CorrelationChange::rise)
            .filter(ends -> first.missing().isEmpty() && second.missing().isEmpty())
            .map(ends -> ends.clipped(-2, 2)),
        first.r().n());
  }

  private static List<CorrelationChange> pairs(List<Comoments> groups, List<Comoments> others) {
    return IntStream.range(0, groups.size())
        .mapToObj(group -> new CorrelationChange(groups.get(group), others.get(group)))
        .toList();
  }

  @Override
  public void merge(CorrelationChange other) {
    before.merge(other.before);
    after.merge(other.after);
  }

  private long count() {
    return before.count();
  }

  private double rise() {
    return after.pearson() - before.pearson();
  }
}
