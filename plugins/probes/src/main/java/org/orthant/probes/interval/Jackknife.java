package org.orthant.probes.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Mergeable;
import org.orthant.api.statistics.Moments;

/**
 * The interval of an estimate from groups that are independent of each other, though what lies
 * within a group is not: leave out one group at a time and see how much the estimate moves.
 *
 * <p>Groups count by their sizes. A group of less than half the largest one's size is none of its
 * own: it is taken together with those that follow until they are that large, and what is left at
 * the end with the last group. A group of one image beside groups of 25 is too far from Gaussian to
 * lend a degree of freedom: intervals of r would miss it once in ten times.
 *
 * <p>Source: B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans" (1982), equation
 * 3.1 for the standard error from groups of one size; F. M. T. A. Busing, E. Meijer and R. van der
 * Leeden, "Delete-m jackknife for unequal m", Statistics and Computing 9 (1999), equations 6 to 8,
 * for that from groups of different sizes; J. W. Tukey (1958) for Student's t with one degree of
 * freedom fewer than groups, which simulations bear out for sizes that differ by no more than a
 * factor of two.
 */
public final class Jackknife<S extends Mergeable<S>> {
  private final List<S> groups;
  private final double[] sizes;
  private final Supplier<S> empty;

  private Jackknife(List<S> groups, double[] sizes, Supplier<S> empty) {
    this.groups = groups;
    this.sizes = sizes;
    this.empty = empty;
  }

  /**
   * A jackknife of groups of any sizes.
   *
   * @param groups the statistic of each group
   * @param empty makes a statistic of nothing
   * @param size how many observations a statistic holds; groups of none are passed over
   */
  public static <S extends Mergeable<S>> Jackknife<S> of(
      List<S> groups, Supplier<S> empty, ToLongFunction<S> size) {
    double enough = groups.stream().mapToLong(size).max().orElse(0) / 2.0;
    List<List<S>> joined = new ArrayList<>();
    List<S> open = new ArrayList<>();
    for (S group : groups) {
      if (size.applyAsLong(group) > 0) {
        open.add(group);
      }
      if (!open.isEmpty() && open.stream().mapToLong(size).sum() >= enough) {
        joined.add(open);
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      joined.get(joined.size() - 1).addAll(open);
    }
    return new Jackknife<>(
        joined.stream()
            .map(parts -> parts.size() == 1 ? parts.get(0) : merged(empty, parts))
            .toList(),
        joined.stream().mapToDouble(parts -> parts.stream().mapToLong(size).sum()).toArray(),
        empty);
  }

  /** A jackknife of groups of one size. */
  public static <S extends Mergeable<S>> Jackknife<S> ofEqual(List<S> groups, Supplier<S> empty) {
    return of(groups, empty, group -> 1);
  }

  /** Returns how many groups are left out, one at a time. */
  public int n() {
    return groups.size();
  }

  /**
   * The interval around the estimate from all groups.
   *
   * @param estimator the estimate from a merged statistic
   * @return empty for fewer than two groups, and where an estimate is not finite
   */
  public Optional<Interval> interval(ToDoubleFunction<S> estimator) {
    return intervals(statistic -> new double[] {estimator.applyAsDouble(statistic)}).get(0);
  }

  /**
   * The intervals around several estimates from the same groups.
   *
   * @param estimators the estimates from a merged statistic, always as many
   * @return one for each estimate, as by {@link #interval}
   */
  public List<Optional<Interval>> intervals(Function<S, double[]> estimators) {
    double[] estimates = estimators.apply(merged(empty, groups));
    List<double[]> leftOut = leftOut(estimators);
    return IntStream.range(0, estimates.length)
        .mapToObj(
            e -> around(estimates[e], leftOut.stream().mapToDouble(left -> left[e]).toArray()))
        .toList();
  }

  private Optional<Interval> around(double estimate, double[] leftOut) {
    int n = leftOut.length;
    if (n < 2 || !DoubleStream.of(leftOut).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    double standardError =
        Arrays.stream(sizes).allMatch(size -> size == sizes[0])
            ? ofOneSize(leftOut)
            : ofDifferentSizes(estimate, leftOut);
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(Interval.UPPER);
    return Interval.around(estimate, t * standardError);
  }

  private static double ofOneSize(double[] leftOut) {
    int n = leftOut.length;
    Moments estimates = new Moments();
    for (int g = n - 1; g >= 0; g--) {
      estimates.add(leftOut[g]);
    }
    return (n - 1) / Math.sqrt(n) * estimates.standardDeviation();
  }

  /** The pseudo-values' deviations from their weighted mean, both less the estimate. */
  private double ofDifferentSizes(double estimate, double[] leftOut) {
    double all = DoubleStream.of(sizes).sum();
    double mean = 0;
    for (int g = 0; g < leftOut.length; g++) {
      mean -= (1 - sizes[g] / all) * (leftOut[g] - estimate);
    }
    double squares = 0;
    for (int g = 0; g < leftOut.length; g++) {
      double others = all / sizes[g] - 1;
      double deviation = -others * (leftOut[g] - estimate) - mean;
      squares += deviation * deviation / others;
    }
    return Math.sqrt(squares / leftOut.length);
  }

  /** The estimates from all groups but one, by merging those before it with those after it. */
  private List<double[]> leftOut(Function<S, double[]> estimators) {
    List<S> before = new ArrayList<>(List.of(empty.get()));
    for (S group : groups) {
      before.add(merged(empty, List.of(before.get(before.size() - 1), group)));
    }
    List<double[]> estimates = new ArrayList<>();
    S after = empty.get();
    for (int g = groups.size() - 1; g >= 0; g--) {
      estimates.add(0, estimators.apply(merged(empty, List.of(before.get(g), after))));
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
