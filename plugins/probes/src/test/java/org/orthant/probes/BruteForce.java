package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orthant.api.finding.Finding;

/** Correlations and jackknife intervals written as their definitions. */
public final class BruteForce {
  private BruteForce() {}

  /** Two numbers that belong together, and the filter they belong to. */
  record Pair(int filter, double x, double y) {}

  static double pearson(List<Pair> pairs) {
    double meanX = pairs.stream().mapToDouble(Pair::x).average().orElseThrow();
    double meanY = pairs.stream().mapToDouble(Pair::y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (Pair pair : pairs) {
      xx += (pair.x - meanX) * (pair.x - meanX);
      yy += (pair.y - meanY) * (pair.y - meanY);
      xy += (pair.x - meanX) * (pair.y - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }

  static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  public static float[] signs(float... vector) {
    float[] signs = new float[vector.length];
    for (int k = 0; k < vector.length; k++) {
      signs[k] = vector[k] > 0 ? 1 : -1;
    }
    return signs;
  }

  public static <T> List<T> joined(List<List<T>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** Holds a correlation and its interval against leaving out group by group. */
  static void assertCorrelation(Finding.Scalar scalar, List<List<Pair>> groups) {
    double margin = margin(groups, List::size, pairs -> artanh(pearson(joined(pairs))));
    double r = pearson(joined(groups));
    assertMatches(scalar, r, Math.tanh(artanh(r) - margin), Math.tanh(artanh(r) + margin));
    assertThat(scalar.n()).hasValue(groups.size());
  }

  /** Holds any estimate and its interval against leaving out group by group. */
  public static <T> void assertEstimate(
      Finding.Scalar scalar,
      List<T> groups,
      ToDoubleFunction<T> size,
      ToDoubleFunction<List<T>> estimator) {
    double margin = margin(groups, size, estimator);
    double value = estimator.applyAsDouble(groups);
    assertMatches(scalar, value, value - margin, value + margin);
    assertThat(scalar.n()).hasValue(groups.size());
  }

  /** How far the interval reaches by Busing, Meijer and van der Leeden (1999), equations 6 to 8. */
  static <T> double margin(
      List<T> groups, ToDoubleFunction<T> size, ToDoubleFunction<List<T>> estimator) {
    int n = groups.size();
    double all = groups.stream().mapToDouble(size).sum();
    double estimate = estimator.applyAsDouble(groups);
    double jackknife = n * estimate;
    double[] leftOut = new double[n];
    for (int g = 0; g < n; g++) {
      List<T> others = new ArrayList<>(groups);
      others.remove(g);
      leftOut[g] = estimator.applyAsDouble(others);
      jackknife -= (1 - size.applyAsDouble(groups.get(g)) / all) * leftOut[g];
    }
    double variance = 0;
    for (int g = 0; g < n; g++) {
      double h = all / size.applyAsDouble(groups.get(g));
      double pseudo = h * estimate - (h - 1) * leftOut[g];
      variance += (pseudo - jackknife) * (pseudo - jackknife) / (h - 1) / n;
    }
    return TDistribution.of(n - 1).inverseCumulativeProbability(0.975) * Math.sqrt(variance);
  }

  private static void assertMatches(Finding.Scalar scalar, double value, double low, double high) {
    assertThat(scalar.value()).isCloseTo(value, within(1e-6));
    assertThat(scalar.low().orElseThrow()).isCloseTo(low, within(1e-5));
    assertThat(scalar.high().orElseThrow()).isCloseTo(high, within(1e-5));
  }

  private static double artanh(double r) {
    return Math.log((1 + r) / (1 - r)) / 2;
  }
}
