package org.orthant.probes.estimate;

import java.util.Optional;
import org.orthant.api.finding.Finding.Scalar;
import org.orthant.api.finding.Plural;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.api.interval.WilsonInterval;

/**
 * A number with what is known of its uncertainty.
 *
 * @param value NaN where it is undefined
 * @param interval empty where there is none; widened to the value where rounding leaves it outside
 * @param n how many independent observations it rests on
 */
public record Estimate(double value, Optional<Interval> interval, long n) {
  public Estimate {
    interval = interval.map(ends -> ends.containing(value));
  }

  /** A fraction of independent trials, with Wilson's interval. */
  public static Estimate ofFraction(long hits, long trials) {
    return new Estimate((double) hits / trials, WilsonInterval.of(hits, trials), trials);
  }

  /** Returns the same without what is known of its uncertainty. */
  public Estimate withoutInterval() {
    return new Estimate(value, Optional.empty(), n);
  }

  /** Returns the same without the part of the interval that lies outside [least, most]. */
  public Estimate clipped(double least, double most) {
    return new Estimate(value, interval.map(ends -> ends.clipped(least, most)), n);
  }

  /** Returns what is left of 1. */
  public Estimate fromOne() {
    return new Estimate(
        1 - value, interval.map(ends -> new Interval(1 - ends.high(), 1 - ends.low())), n);
  }

  /** On how many what it rests, such as "n = 1 filter". */
  public String n(String one, String many) {
    return "n = " + Plural.of(n, one, many);
  }

  /** On how many groups of images it rests. */
  public String groups() {
    return n("group of images", "groups of images");
  }

  /** The finding of this number. */
  public Scalar finding(Subject subject, String metric) {
    Scalar scalar = Scalar.of(subject, metric, value, n);
    return interval.map(ends -> scalar.within(ends.low(), ends.high())).orElse(scalar);
  }

  /** The finding of this number beside the expected one, which is left out where it is NaN. */
  public Scalar finding(Subject subject, String metric, double expected) {
    Scalar scalar = finding(subject, metric);
    return Double.isNaN(expected) ? scalar : scalar.expecting(expected);
  }
}
