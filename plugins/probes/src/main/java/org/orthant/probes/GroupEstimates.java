package org.orthant.probes;

import java.util.List;
import java.util.Locale;
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

  /**
   * Pearson's r, whose interval is symmetric on Fisher's scale artanh(r). Groups that are all alike
   * do not tell how far r may vary.
   */
  static Estimate pearson(List<Comoments> groups) {
    return new Estimate(
        merged(groups).pearson(),
        Jackknife.interval(groups, Comoments::new, pairs -> fisher(pairs.pearson()))
            .filter(ends -> !areAlike(groups))
            .map(ends -> ends.map(Math::tanh)),
        groups.size());
  }

  private static Comoments merged(List<Comoments> groups) {
    Comoments all = new Comoments();
    groups.forEach(all::merge);
    return all;
  }

  /** Whether all groups saw the same, within rounding. */
  static boolean areAlike(List<Comoments> groups) {
    return groups.stream().allMatch(groups.get(0)::isLike);
  }

  /**
   * Why an estimate has no interval.
   *
   * @param what the estimate, in words
   */
  static String noInterval(String what, List<Comoments> groups) {
    if (groups.size() < 2) {
      return String.format(
          Locale.ROOT,
          "%s has no interval: there is n = %d group of images, and two are needed",
          what,
          groups.size());
    }
    return String.format(
        Locale.ROOT,
        areAlike(groups)
            ? "%s has no interval: the n = %d groups of images are all alike, within rounding"
            : "%s has no interval: without one of the n = %d groups of images it is undefined",
        what,
        groups.size());
  }

  /** Fisher's artanh(r), kept finite where rounding leaves an r of exactly ±1. */
  private static double fisher(double r) {
    double inside = Math.max(-Math.nextDown(1.0), Math.min(Math.nextDown(1.0), r));
    return (Math.log1p(inside) - Math.log1p(-inside)) / 2;
  }

  /** The slope of the least-squares line of y on x. */
  static Estimate slope(List<Comoments> groups) {
    return new Estimate(
        merged(groups).slope(),
        Jackknife.interval(groups, Comoments::new, Comoments::slope)
            .filter(ends -> !areAlike(groups)),
        groups.size());
  }

  /** Hits per trial; groups with the same fraction do not tell how far it may vary. */
  static Estimate fraction(Recording recording, Key<Tally> key) {
    List<Tally> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).fraction(),
        Jackknife.interval(groups, Tally::new, Tally::fraction)
            .filter(ends -> groups.stream().map(Tally::fraction).distinct().count() > 1)
            .map(Interval::ofFraction),
        groups.size());
  }
}
