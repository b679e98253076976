package org.orthant.framework.sweep;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One number measured under several seeds.
 *
 * @param values one for each seed; NaN where it is undefined or was not measured
 */
record Replicates(List<Double> values) {
  Replicates {
    values = List.copyOf(values);
  }

  /** Returns how many there are. */
  int n() {
    return defined().size();
  }

  /** Their mean; NaN if there are none. Of equal values it is exactly their value. */
  double mean() {
    List<Double> defined = defined();
    if (defined.isEmpty()) {
      return Double.NaN;
    }
    double first = defined.get(0);
    return first + defined.stream().mapToDouble(value -> value - first).sum() / defined.size();
  }

  /**
   * Half the width of the 95 % confidence interval of the mean, t·s/√n with n − 1 degrees of
   * freedom (Student 1908); empty for fewer than two.
   */
  OptionalDouble reach() {
    List<Double> defined = defined();
    int n = defined.size();
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean();
    double squares = defined.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double t = TDistribution.of(n - 1.0).inverseSurvivalProbability(0.025);
    return OptionalDouble.of(t * Math.sqrt(squares / (n - 1) / n));
  }

  private List<Double> defined() {
    return values.stream().filter(Double::isFinite).toList();
  }
}
