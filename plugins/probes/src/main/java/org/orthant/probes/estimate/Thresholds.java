package org.orthant.probes.estimate;

import org.orthant.api.finding.Grade;
import org.orthant.api.interval.Interval;

/**
 * Grades something bad by its 95 % interval. SOUND: the interval lies below {@code strained}.
 * DEGRADED: it lies above {@code degraded}. STRAINED: it lies between the two. UNCERTAIN: it holds
 * one of them, or both, so that more images are needed to tell.
 *
 * @param strained from which a layer is strained
 * @param degraded above which it is degraded
 * @param unit behind both numbers, such as " dB"; empty where they have none
 */
public record Thresholds(double strained, double degraded, String unit) {

  /** Thresholds without a unit. */
  public Thresholds(double strained, double degraded) {
    this(strained, degraded, "");
  }

  /** The grade of what lies in an interval. */
  public Grade grade(Interval interval) {
    if (interval.high() < strained) {
      return Grade.SOUND;
    }
    if (interval.low() > degraded) {
      return Grade.DEGRADED;
    }
    return interval.low() >= strained && interval.high() <= degraded
        ? Grade.STRAINED
        : Grade.UNCERTAIN;
  }

  /**
   * Returns how many more images would tell where a value lies that is known to be in an interval.
   */
  public MoreImages more(double value, Interval interval) {
    return MoreImages.of(value, interval, strained, degraded);
  }

  /** Returns where an interval of that grade lies, as the end of a sentence. */
  public String where(Grade grade) {
    return switch (grade) {
      case SOUND -> "sound below " + strained + unit;
      case DEGRADED -> "degraded above " + degraded + unit;
      case STRAINED -> "in between (" + both() + ")";
      default -> "too uncertain to tell (" + both() + ")";
    };
  }

  private String both() {
    return "sound below " + strained + unit + ", degraded above " + degraded + unit;
  }
}
