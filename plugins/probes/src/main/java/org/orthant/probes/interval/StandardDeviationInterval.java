package org.orthant.probes.interval;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Moments;

/** The χ² interval of a standard deviation, exact for Gaussian values. */
public final class StandardDeviationInterval {
  private StandardDeviationInterval() {}

  /** The interval of the standard deviation of independent values; empty for fewer than two. */
  public static Optional<Interval> of(Moments values) {
    double freedom = values.count() - 1.0;
    if (freedom < 1) {
      return Optional.empty();
    }
    ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(freedom);
    double squares = freedom * values.variance();
    return Optional.of(
        new Interval(
            Math.sqrt(squares / chiSquared.inverseCumulativeProbability(Interval.UPPER)),
            Math.sqrt(squares / chiSquared.inverseSurvivalProbability(Interval.UPPER))));
  }
}
