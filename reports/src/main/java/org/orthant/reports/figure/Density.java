package org.orthant.reports.figure;

import java.util.List;
import java.util.stream.IntStream;
import org.orthant.reports.chart.RandomPair;
import org.orthant.reports.chart.ReadableBins;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Distribution;

/**
 * A density over equal bins.
 *
 * @param name in the legend
 * @param values of each bin
 */
record Density(String name, Axis axis, List<Double> values, Pen pen) {
  Density {
    values = List.copyOf(values);
  }

  /** Returns what was measured, in bins as wide as its number of values asks for. */
  static Density measured(String name, Distribution distribution, Pen pen) {
    Distribution drawn = ReadableBins.of(distribution);
    double total = drawn.counts().stream().mapToDouble(Long::doubleValue).sum() + drawn.outside();
    return new Density(
        name,
        drawn.axis(),
        drawn.counts().stream()
            .map(count -> total == 0 ? 0 : count / (total * drawn.axis().width()))
            .toList(),
        pen);
  }

  /** Returns what was expected of it. */
  static Density expected(String name, Distribution distribution, Pen pen) {
    Axis axis = distribution.axis();
    return new Density(
        name,
        axis,
        distribution.reference().stream().map(part -> part / axis.width()).toList(),
        pen);
  }

  /** The angles of two random vectors of {@code dimension} components. */
  static Density randomPair(String name, long dimension, Pen pen) {
    Axis axis = new Axis(0, 180, 720);
    RandomPair pair = new RandomPair(dimension);
    return new Density(
        name,
        axis,
        IntStream.range(0, axis.bins())
            .mapToObj(bin -> pair.probability(axis.edge(bin), axis.edge(bin + 1)) / axis.width())
            .toList(),
        pen);
  }

  double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Returns where it is at least that part of its peak. */
  double low(double part) {
    int bin = 0;
    while (bin < values.size() - 1 && values.get(bin) < part * most()) {
      bin++;
    }
    return axis.edge(bin);
  }

  double high(double part) {
    int bin = values.size() - 1;
    while (bin > 0 && values.get(bin) < part * most()) {
      bin--;
    }
    return axis.edge(bin + 1);
  }
}
