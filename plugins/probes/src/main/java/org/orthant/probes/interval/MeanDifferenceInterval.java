package org.orthant.probes.interval;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Moments;

/**
 * The interval of the difference of two means whose variances may differ.
 *
 * <p>Source: B. L. Welch, "The generalization of 'Student's' problem when several different
 * population variances are involved", Biometrika 34 (1947), with the degrees of freedom of
 * Satterthwaite.
 */
public final class MeanDifferenceInterval {
  private MeanDifferenceInterval() {}

  /**
   * The interval of the mean of {@code values} minus the mean of {@code reference}, two independent
   * samples; empty if one has fewer than two values.
   */
  public static Optional<Interval> of(Moments values, Moments reference) {
    if (values.count() < 2 || reference.count() < 2) {
      return Optional.empty();
    }
    double a = values.variance() / values.count();
    double b = reference.variance() / reference.count();
    double difference = values.mean() - reference.mean();
    if (a + b == 0) {
      return Interval.around(difference, 0);
    }
    double share = a / (a + b);
    double freedom =
        1
            / (share * share / (values.count() - 1)
                + (1 - share) * (1 - share) / (reference.count() - 1));
    double t = TDistribution.of(freedom).inverseCumulativeProbability(Interval.UPPER);
    return Interval.around(difference, t * Math.sqrt(a + b));
  }
}
