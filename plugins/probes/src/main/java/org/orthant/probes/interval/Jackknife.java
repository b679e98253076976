package org.orthant.probes.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.statistics.Mergeable;
import org.orthant.api.statistics.Moments;

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
  public static <S extends Mergeable<S>> Optional<Interval> interval(
      List<S> groups, Supplier<S> empty, ToDoubleFunction<S> estimator) {
    return intervals(groups, empty, statistic -> new double[] {estimator.applyAsDouble(statistic)})
        .get(0);
  }

  /**
   * The intervals around several estimates from the same groups.
   *
   * @param estimators the estimates from a merged statistic, always as many
   * @return one for each estimate, as by {@link #interval}
   */
  public static <S extends Mergeable<S>> List<Optional<Interval>> intervals(
      List<S> groups, Supplier<S> empty, Function<S, double[]> estimators) {
    double[] estimates = estimators.apply(merged(empty, groups));
    List<double[]> leftOut = leftOut(groups, empty, estimators);
    return IntStream.range(0, estimates.length)
        .mapToObj(
            e -> around(estimates[e], leftOut.stream().mapToDouble(left -> left[e]).toArray()))
        .toList();
  }

  private static Optional<Interval> around(double estimate, double[] leftOut) {
    int n = leftOut.length;
    if (n < 2 || !DoubleStream.of(leftOut).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    Moments estimates = new Moments();
    DoubleStream.of(leftOut).forEach(estimates::add);
    double standardError = (n - 1) / Math.sqrt(n) * estimates.standardDeviation();
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(Interval.UPPER);
    return Interval.around(estimate, t * standardError);
  }

  /** The estimates from all groups but one, by merging those before it with those after it. */
  private static <S extends Mergeable<S>> List<double[]> leftOut(
      List<S> groups, Supplier<S> empty, Function<S, double[]> estimators) {
    List<S> before = new ArrayList<>(List.of(empty.get()));
    for (S group : groups) {
      before.add(merged(empty, List.of(before.get(before.size() - 1), group)));
    }
    List<double[]> estimates = new ArrayList<>();
    S after = empty.get();
    for (int g = groups.size() - 1; g >= 0; g--) {
      estimates.add(estimators.apply(merged(empty, List.of(before.get(g), after))));
      after.merge(groups.get(g));
    }
    return estimates;
  }

  private static <S extends Mergeable<S>> S merged(Supplier<S> empty, List<S> parts) {
    S all = empty.get();
    parts.forEach(all::merge);
    return all;
  }
}
