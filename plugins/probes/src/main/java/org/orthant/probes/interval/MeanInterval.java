package org.orthant.probes.interval;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Moments;

/** Student's interval of a mean. */
public final class MeanInterval {
  private MeanInterval() {}

  /** The interval of the mean of independent values; empty for fewer than two. */
  public static Optional<Interval> of(Moments values) {
    double n = values.count();
    if (n < 2) {
      return Optional.empty();
    }
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(Interval.UPPER);
    return Interval.around(values.mean(), t * values.standardDeviation() / Math.sqrt(n));
  }
}
