package org.orthant.reports.sweep;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much two combinations differ, seed by seed: parts of the same seed share what the values do
 * not change, so that what the seed does to both cancels.
 *
 * @param mean over the seeds that both have
 * @param reach of Student's interval around it, with n − 1 degrees of freedom; nothing for fewer
 *     than two seeds
 * @param n how many seeds both have
 */
record PairedDifference(double mean, OptionalDouble reach, int n) {

  /**
   * The first less the second.
   *
   * @param confidence of the interval, such as 0.95
   */
  static PairedDifference of(List<Double> first, List<Double> second, double confidence) {
    double[] differences =
        IntStream.range(0, Math.min(first.size(), second.size()))
            .mapToDouble(seed -> first.get(seed) - second.get(seed))
            .filter(Double::isFinite)
            .toArray();
    int n = differences.length;
    double mean = DoubleStream.of(differences).average().orElse(Double.NaN);
    if (n < 2) {
      return new PairedDifference(mean, OptionalDouble.empty(), n);
    }
    double squares = DoubleStream.of(differences).map(each -> (each - mean) * (each - mean)).sum();
    double factor = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2);
    return new PairedDifference(
        mean, OptionalDouble.of(factor * Math.sqrt(squares / (n - 1) / n)), n);
  }

  /** Whether the interval leaves out 0. */
  boolean isTold() {
    return reach.isPresent() && Math.abs(mean) > reach.getAsDouble();
  }

  OptionalDouble low() {
    return reach.isPresent() ? OptionalDouble.of(mean - reach.getAsDouble()) : reach;
  }

  OptionalDouble high() {
    return reach.isPresent() ? OptionalDouble.of(mean + reach.getAsDouble()) : reach;
  }
}
