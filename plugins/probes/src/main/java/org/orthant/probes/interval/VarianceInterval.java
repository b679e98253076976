package org.orthant.probes.interval;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.orthant.api.statistics.Moments;

/**
 * The interval of a variance whatever the values' distribution, right for many of them: the
 * logarithm of the unbiased variance is about Gaussian, with the standard error √(κ/n + 2/(n−1)), κ
 * being the excess kurtosis.
 *
 * <p>Source: the variance of a sample variance, such as Cramér, "Mathematical Methods of
 * Statistics" (1946), equation 27.4.2, and the delta method.
 */
public final class VarianceInterval {
  private static final double Z =
      NormalDistribution.of(0, 1).inverseCumulativeProbability(Interval.UPPER);

  private VarianceInterval() {}

  /** The interval of the variance of independent values; empty for fewer than two. */
  public static Optional<Interval> of(Moments values) {
    double n = values.count();
    if (n < 2) {
      return Optional.empty();
    }
    double variance = values.variance();
    if (variance == 0) {
      return Interval.around(0, 0);
    }
    double margin = Z * Math.sqrt(values.excessKurtosis() / n + 2 / (n - 1));
    return Interval.around(StrictMath.log(variance), margin).map(ends -> ends.map(StrictMath::exp));
  }
}
