package org.orthant.reports.chart;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;

/** The part of an axis that is worth showing. */
public record Range(double low, double high) {
  /** References below this part of their peak are not worth widening the picture for. */
  private static final double NEGLIGIBLE = 1e-3;

  /**
   * Returns where any of the distributions, or what was expected of it, lies; with a bin to spare
   * at either end.
   */
  public static Range around(List<Distribution> distributions) {
    return distributions.stream().map(Range::around).reduce(Range::hull).orElseThrow();
  }

  /** Returns where a joint's x lies, with as much on the other side of an inner zero. */
  static Range aroundX(Joint joint) {
    return occupied(joint.x().axis(), x -> joint.counts().stream().anyMatch(row -> row.get(x) > 0))
        .symmetric(joint.x().axis());
  }

  /** Returns where a joint's y lies, with as much on the other side of an inner zero. */
  static Range aroundY(Joint joint) {
    return occupied(
            joint.y().axis(), y -> joint.counts().get(y).stream().anyMatch(count -> count > 0))
        .symmetric(joint.y().axis());
  }

  private static Range around(Distribution distribution) {
    List<Double> reference = distribution.reference();
    double peak = reference.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return occupied(
        distribution.axis(),
        bin ->
            distribution.counts().get(bin) > 0
                || (peak > 0 && reference.get(bin) > NEGLIGIBLE * peak));
  }

  private static Range occupied(Axis axis, IntPredicate occupied) {
    int[] bins = IntStream.range(0, axis.bins()).filter(occupied).toArray();
    return bins.length == 0
        ? new Range(axis.low(), axis.high())
        : new Range(
            axis.edge(Math.max(0, bins[0] - 1)),
            axis.edge(Math.min(axis.bins(), bins[bins.length - 1] + 2)));
  }

  private Range hull(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  private Range symmetric(Axis axis) {
    double reach = Math.max(-low, high);
    return axis.low() < 0 && axis.high() > 0
        ? new Range(Math.max(axis.low(), -reach), Math.min(axis.high(), reach))
        : this;
  }
}
