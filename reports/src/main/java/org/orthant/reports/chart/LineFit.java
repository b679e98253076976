package org.orthant.reports.chart;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The least-squares line through points, with the 95 % interval of its slope by Student's t.
 *
 * @param low lower end of the slope's interval
 * @param high upper end of it
 * @param points how many there were
 */
public record LineFit(double slope, double intercept, double low, double high, int points) {

  /** Nothing for fewer than three points, or for points that share one x. */
  public static Optional<LineFit> of(double[] x, double[] y) {
    int n = x.length;
    double meanX = IntStream.range(0, n).mapToDouble(i -> x[i]).average().orElse(0);
    double meanY = IntStream.range(0, n).mapToDouble(i -> y[i]).average().orElse(0);
    double squares = IntStream.range(0, n).mapToDouble(i -> square(x[i] - meanX)).sum();
    if (n < 3 || squares == 0) {
      return Optional.empty();
    }
    double slope =
        IntStream.range(0, n).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum() / squares;
    double intercept = meanY - slope * meanX;
    double residual =
        IntStream.range(0, n).mapToDouble(i -> square(y[i] - intercept - slope * x[i])).sum();
    double error = Math.sqrt(residual / (n - 2) / squares);
    double reach = error * TDistribution.of(n - 2.0).inverseSurvivalProbability(0.025);
    return Optional.of(new LineFit(slope, intercept, slope - reach, slope + reach, n));
  }

  public double at(double x) {
    return intercept + slope * x;
  }

  public boolean holds(double slope) {
    return low <= slope && slope <= high;
  }

  private static double square(double value) {
    return value * value;
  }
}
