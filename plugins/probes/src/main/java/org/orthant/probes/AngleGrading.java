package org.orthant.probes;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Plural;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.estimate.Decibels;
import org.orthant.probes.estimate.Shortfall;
import org.orthant.probes.estimate.Thresholds;

/**
 * The verdict on a layer's mean angle by how far it lies above the one that Gaussian vectors give,
 * in degrees, or in decibels under a quantizer that hardly turns them, and by the 95 % interval of
 * that. SOUND: the whole interval lies below {@code strained}, and every filter has an angle.
 * DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it lies in between.
 * UNCERTAIN: it is too wide to tell. NOT_EVALUATED: too few have an angle.
 *
 * @param strained from which excess in degrees a layer is strained
 * @param degraded above which it is degraded
 */
record AngleGrading(double strained, double degraded) {
  AngleGrading {
    check(strained, degraded);
  }

  /**
   * Checks thresholds that are parameters of a probe, under the names they have here.
   *
   * @throws InvalidParameterException unless 0 < strained ≤ degraded ≤ 180
   */
  static void check(double strained, double degraded) {
    InvalidParameterException.unless(
        strained > 0 && strained <= 180, "strained", "must be above 0 and at most 180", strained);
    InvalidParameterException.unless(
        degraded >= strained && degraded <= 180,
        "degraded",
        "must be at least strained, which is " + strained + ", and at most 180",
        degraded);
  }

  /**
   * The verdict.
   *
   * @param filters the layer's angles
   * @param gaussian those of the simulation
   * @param expected what Gaussian vectors give
   */
  Verdict verdict(
      Subject subject, int dimension, Angles filters, Angles gaussian, Expectation expected) {
    Optional<Interval> excess = expected.excess(filters.degrees());
    if (excess.isEmpty()) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          String.format(
              Locale.ROOT,
              "%d of %d filters and %d of %d Gaussian vectors have an angle, and two of each are"
                  + " needed",
              filters.degrees().count(),
              filters.undefined().count(),
              gaussian.degrees().count(),
              gaussian.undefined().count()));
    }
    Thresholds thresholds = new Thresholds(strained, degraded, "°");
    Judged judged =
        Shortfall.decides(expected.meanCosine())
            ? inDecibels(filters.degrees(), expected.meanDegrees(), excess.get())
            : new Judged(
                thresholds.grade(excess.get()),
                inDegrees(filters.degrees(), expected.meanDegrees(), excess.get(), thresholds));
    return verdict(
        subject,
        judged.grade(),
        String.format(
            Locale.ROOT,
            "The mean angle is %.2f° where Gaussian vectors of d = %d give %.2f°, %s",
            filters.degrees().mean(),
            dimension,
            expected.meanDegrees(),
            judged.inWords()),
        filters);
  }

  /** A grade, and what it rests on. */
  private record Judged(Grade grade, String inWords) {}

  private static String inDegrees(
      Moments degrees, double expected, Interval excess, Thresholds thresholds) {
    return String.format(
        Locale.ROOT,
        "an excess of %.2f° (95 %% interval %.2f° to %.2f°, %s), %s",
        degrees.mean() - expected,
        excess.low(),
        excess.high(),
        n(degrees),
        thresholds.where(thresholds.grade(excess)));
  }

  private static Judged inDecibels(Moments degrees, double expected, Interval excess) {
    double gaussian = Decibels.ofAngle(expected);
    Shortfall shortfall =
        new Shortfall(
            gaussian - Decibels.ofAngle(degrees.mean()),
            excess.map(more -> gaussian - Decibels.ofAngle(expected + more)));
    return new Judged(
        Shortfall.THRESHOLDS.grade(shortfall.interval()),
        shortfall.inWords(n(degrees), Shortfall.THRESHOLDS));
  }

  private static String n(Moments degrees) {
    return "n = " + Plural.of(degrees.count(), "filter", "filters");
  }

  /** The verdict, which is not sound where filters have no angle. */
  private static Verdict verdict(Subject subject, Grade grade, String reason, Angles filters) {
    long undefined = filters.undefined().hits();
    return grade != Grade.SOUND || undefined == 0
        ? new Verdict(subject, grade, reason)
        : new Verdict(
            subject,
            Grade.STRAINED,
            String.format(
                Locale.ROOT,
                "%s, but %d of %d filters have no angle, being zero before or after quantization",
                reason,
                undefined,
                filters.undefined().count()));
  }
}
