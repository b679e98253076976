package org.orthant.probes;

import org.orthant.api.interval.Interval;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.interval.Jackknife;

/**
 * Estimates over all images, with the interval that leaving out one group of images at a time
 * gives.
 */
final class GroupEstimates {
  private GroupEstimates() {}

  /** Pearson's r, whose interval is symmetric on Fisher's scale artanh(r). */
  static Estimate pearson(Recording recording, Key<Comoments> key) {
    Jackknife<Comoments> groups = groups(recording, key);
    return new Estimate(
        recording.total(key).pearson(),
        groups.interval(pairs -> fisher(pairs.pearson())).map(ends -> ends.map(Math::tanh)),
        groups.n());
  }

  /** Fisher's artanh(r), kept finite where rounding leaves an r of exactly ±1. */
  private static double fisher(double r) {
    double inside = Math.max(-Math.nextDown(1.0), Math.min(Math.nextDown(1.0), r));
    return (Math.log1p(inside) - Math.log1p(-inside)) / 2;
  }

  /** The slope of the least-squares line of y on x. */
  static Estimate slope(Recording recording, Key<Comoments> key) {
    Jackknife<Comoments> groups = groups(recording, key);
    return new Estimate(
        recording.total(key).slope(), groups.interval(Comoments::slope), groups.n());
  }

  private static Jackknife<Comoments> groups(Recording recording, Key<Comoments> key) {
    return Jackknife.of(recording.groups(key), Comoments::new, Comoments::count);
  }

  /** Hits per trial. */
  static Estimate fraction(Recording recording, Key<Tally> key) {
    Jackknife<Tally> groups = Jackknife.of(recording.groups(key), Tally::new, Tally::count);
    return new Estimate(
        recording.total(key).fraction(),
        groups.interval(Tally::fraction).map(Interval::ofFraction),
        groups.n());
  }
}
