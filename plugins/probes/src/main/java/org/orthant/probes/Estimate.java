package org.orthant.probes;

import java.util.Optional;
import org.orthant.api.finding.Finding.Scalar;
import org.orthant.api.finding.Subject;
import org.orthant.probes.interval.Interval;
import org.orthant.probes.interval.WilsonInterval;

/**
 * A number with what is known of its uncertainty.
 *
 * @param value NaN where it is undefined
 * @param interval empty where there is none
 * @param n how many independent observations it rests on
 */
record Estimate(double value, Optional<Interval> interval, long n) {

  /** A fraction of independent trials, with Wilson's interval. */
  static Estimate ofFraction(long hits, long trials) {
    return new Estimate((double) hits / trials, WilsonInterval.of(hits, trials), trials);
  }

  /** The same without what is known of its uncertainty. */
  Estimate withoutInterval() {
    return new Estimate(value, Optional.empty(), n);
  }

  /** The finding of this number. */
  Scalar finding(Subject subject, String metric) {
    Scalar scalar = Scalar.of(subject, metric, value, n);
    return interval.map(ends -> scalar.within(ends.low(), ends.high())).orElse(scalar);
  }

  /** The finding of this number beside the expected one, which is left out where it is NaN. */
  Scalar finding(Subject subject, String metric, double expected) {
    Scalar scalar = finding(subject, metric);
    return Double.isNaN(expected) ? scalar : scalar.expecting(expected);
  }
}
