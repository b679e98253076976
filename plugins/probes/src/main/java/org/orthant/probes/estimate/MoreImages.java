package org.orthant.probes.estimate;

import java.util.Locale;
import java.util.OptionalDouble;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;

/**
 * How many times as many images would tell on which side of its thresholds a number lies. An
 * interval narrows with the root of the number of images.
 *
 * @param times infinite where the number lies on a threshold; empty where the interval holds none
 */
public record MoreImages(OptionalDouble times) {
  /** Nobody measures more than so many times as many. */
  private static final double MOST = 100;

  /**
   * Returns what would move the thresholds that an interval holds out of it, were the value to
   * stay.
   *
   * @param value within the interval
   */
  public static MoreImages of(double value, Interval interval, double... thresholds) {
    OptionalDouble most = OptionalDouble.empty();
    for (double threshold : thresholds) {
      if (interval.low() <= threshold && threshold <= interval.high()) {
        double reach = threshold > value ? interval.high() - value : value - interval.low();
        double ratio = threshold == value ? Double.POSITIVE_INFINITY : reach / (threshold - value);
        most = OptionalDouble.of(Math.max(most.orElse(1), ratio * ratio));
      }
    }
    return new MoreImages(most);
  }

  /** The verdict, which says how many more images would tell where it is uncertain. */
  public Verdict verdict(Subject subject, Grade grade, String reason) {
    if (grade != Grade.UNCERTAIN || times.isEmpty()) {
      return new Verdict(subject, grade, reason);
    }
    double needed = times.getAsDouble();
    return needed > MOST
        ? new Verdict(
            subject,
            grade,
            reason + "; so near a threshold 100 times as many images would not tell either")
        : new Verdict(
                subject,
                grade,
                String.format(
                    Locale.ROOT, "%s; about %.1f times as many images would tell", reason, needed))
            .needing(needed);
  }
}
