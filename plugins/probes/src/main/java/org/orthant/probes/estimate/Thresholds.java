package org.orthant.probes.estimate;

import org.orthant.api.finding.Grade;
import org.orthant.api.interval.Interval;

/**
 * Grades something bad by its 95 % interval. SOUND: the whole interval lies below {@code strained}.
 * DEGRADED: the whole interval lies above {@code degraded}. STRAINED: anything else.
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
    return interval.low() > degraded ? Grade.DEGRADED : Grade.STRAINED;
  }

  /** Where an interval of that grade lies, as the end of a sentence. */
  public String where(Grade grade) {
    return switch (grade) {
      case SOUND -> "wholly below strained = " + strained + unit;
      case DEGRADED -> "wholly above degraded = " + degraded + unit;
      default ->
          "neither wholly below strained = "
              + strained
              + unit
              + " nor wholly above degraded = "
              + degraded
              + unit;
    };
  }
}
