package org.orthant.probes.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Statistic;

/**
 * The interval of an estimate from groups that are independent of each other, though what lies
 * within a group is not: leave out one group at a time and see how much the estimate moves.
 *
 * <p>Source: B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans" (1982), equation
 * 3.1 for the standard error; J. W. Tukey (1958) for Student's t with one degree of freedom fewer
 * than groups.
 */
public final class Jackknife {
  private Jackknife() {}

  /**
   * The interval around the estimate from all groups.
   *
   * @param groups the statistic of each group
   * @param empty makes a statistic of nothing
   * @param estimator the estimate from a merged statistic
   * @return empty for fewer than two groups, and where an estimate is not finite
   */
  public static <S extends Statistic<S>> Optional<Interval> interval(
      List<S> groups, Supplier<S> empty, ToDoubleFunction<S> estimator) {
    int n = groups.size();
    if (n < 2) {
      return Optional.empty();
    }
    double[] leftOut = leftOut(groups, empty, estimator);
    if (!DoubleStream.of(leftOut).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    Moments estimates = new Moments();
    DoubleStream.of(leftOut).forEach(estimates::add);
    double standardError = (n - 1) / Math.sqrt(n) * estimates.standardDeviation();
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(Interval.UPPER);
    return Interval.around(estimator.applyAsDouble(merged(empty, groups)), t * standardError);
  }

  /** The estimates from all groups but one, by merging those before it with those after it. */
  private static <S extends Statistic<S>> double[] leftOut(
      List<S> groups, Supplier<S> empty, ToDoubleFunction<S> estimator) {
    List<S> before = new ArrayList<>(List.of(empty.get()));
    for (S group : groups) {
      before.add(merged(empty, List.of(before.get(before.size() - 1), group)));
    }
    double[] estimates = new double[groups.size()];
    S after = empty.get();
    for (int g = groups.size() - 1; g >= 0; g--) {
      estimates[g] = estimator.applyAsDouble(merged(empty, List.of(before.get(g), after)));
      after.merge(groups.get(g));
    }
    return estimates;
  }

  private static <S extends Statistic<S>> S merged(Supplier<S> empty, List<S> parts) {
    S all = empty.get();
    parts.forEach(all::merge);
    return all;
  }
}
