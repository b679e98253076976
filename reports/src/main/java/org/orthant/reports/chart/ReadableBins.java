package org.orthant.reports.chart;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Distribution;

/**
 * Joins neighbouring bins where there are many more of them than the number of values can fill, so
 * that ten values do not look like a comb.
 *
 * <p>Source: twice the cube root of the number of values is Rice's rule, in D. M. Lane, "Online
 * Statistics Education", chapter 2.
 */
public final class ReadableBins {
  private ReadableBins() {}

  /** Returns the same distribution in equal bins, as wide as the rule allows or as they were. */
  public static Distribution of(Distribution distribution) {
    List<Long> counts = distribution.counts();
    int[] filled = IntStream.range(0, counts.size()).filter(bin -> counts.get(bin) > 0).toArray();
    if (filled.length == 0) {
      return distribution;
    }
    int occupied = filled[filled.length - 1] - filled[0] + 1;
    double values = counts.stream().mapToDouble(Long::doubleValue).sum();
    int bins = counts.size();
    int most = Math.min(bins, (int) (occupied / (2 * StrictMath.cbrt(values))));
    int factor = IntStream.rangeClosed(1, most).filter(each -> bins % each == 0).max().orElse(1);
    Axis axis = distribution.axis();
    return new Distribution(
        distribution.subject(),
        new Axis(axis.low(), axis.high(), bins / factor),
        join(bins, factor, part -> part.mapToLong(counts::get).sum()),
        distribution.outside(),
        distribution.reference().isEmpty()
            ? List.of()
            : join(bins, factor, part -> part.mapToDouble(distribution.reference()::get).sum()));
  }

  private static <T> List<T> join(int bins, int factor, Sum<T> sum) {
    IntFunction<T> joined = bin -> sum.over(IntStream.range(bin * factor, (bin + 1) * factor));
    return IntStream.range(0, bins / factor).mapToObj(joined).toList();
  }

  private interface Sum<T> {
    T over(IntStream bins);
  }
}
