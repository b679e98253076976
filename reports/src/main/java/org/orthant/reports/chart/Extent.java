package org.orthant.reports.chart;

import java.util.List;
import java.util.stream.Stream;
import org.orthant.reports.result.Result.Distribution;

/**
 * What figures that lie side by side show alike, so that lengths compare.
 *
 * @param range of the horizontal axis
 * @param top the largest share of a bin, measured or expected
 */
public record Extent(Range range, double top) {

  /** Returns where all of the distributions and what was expected of them fit. */
  public static Extent around(List<Distribution> distributions) {
    return new Extent(
        Range.around(distributions),
        distributions.stream()
            .map(ReadableBins::of)
            .flatMap(Extent::shares)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1));
  }

  private static Stream<Double> shares(Distribution distribution) {
    double total =
        distribution.outside()
            + distribution.counts().stream().mapToDouble(Long::doubleValue).sum();
    return Stream.concat(
        distribution.counts().stream().map(count -> total == 0 ? 0 : count / total),
        distribution.reference().stream());
  }
}
