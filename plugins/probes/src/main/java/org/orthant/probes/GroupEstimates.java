package org.orthant.probes;

import java.util.List;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.interval.Interval;
import org.orthant.probes.interval.Jackknife;

/**
 * Estimates over all images, with the interval that leaving out one group of images at a time
 * gives.
 */
final class GroupEstimates {
  private GroupEstimates() {}

  /** Pearson's r, whose interval is symmetric on Fisher's scale artanh(r). */
  static Estimate pearson(Recording recording, Key<Comoments> key) {
    List<Comoments> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).pearson(),
        Jackknife.interval(groups, Comoments::new, pairs -> fisher(pairs.pearson()))
            .map(ends -> ends.map(StrictMath::tanh)),
        groups.size());
  }

  /** Fisher's artanh(r), kept finite where rounding leaves an r of exactly ±1. */
  private static double fisher(double r) {
    double inside = Math.max(-Math.nextDown(1.0), Math.min(Math.nextDown(1.0), r));
    return (StrictMath.log1p(inside) - StrictMath.log1p(-inside)) / 2;
  }

  /** The slope of the least-squares line of y on x. */
  static Estimate slope(Recording recording, Key<Comoments> key) {
    List<Comoments> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).slope(),
        Jackknife.interval(groups, Comoments::new, Comoments::slope),
        groups.size());
  }

  /** Hits per trial. */
  static Estimate fraction(Recording recording, Key<Tally> key) {
    List<Tally> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).fraction(),
        Jackknife.interval(groups, Tally::new, Tally::fraction).map(Interval::ofFraction),
        groups.size());
  }
}
