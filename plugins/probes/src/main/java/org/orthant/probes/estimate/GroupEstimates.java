package org.orthant.probes.estimate;

import java.util.List;
import java.util.Locale;
import org.orthant.api.finding.Plural;
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
public final class GroupEstimates {
  private GroupEstimates() {}

  /**
   * Pearson's r, whose interval is symmetric on Fisher's scale artanh(r). Groups that are all alike
   * do not tell how far r may vary.
   */
  public static Estimate pearson(List<Comoments> groups) {
    Jackknife<Comoments> jackknife = jackknife(groups);
    return new Estimate(
        merged(groups).pearson(),
        jackknife
            .interval(pairs -> fisher(pairs.pearson()))
            .filter(ends -> !areAlike(groups))
            .map(ends -> ends.map(StrictMath::tanh)),
        jackknife.n());
  }

  private static Comoments merged(List<Comoments> groups) {
    Comoments all = new Comoments();
    groups.forEach(all::merge);
    return all;
  }

  /** Whether all groups saw the same, within rounding. */
  public static boolean areAlike(List<Comoments> groups) {
    return groups.stream().allMatch(groups.get(0)::isLike);
  }

  /**
   * Why an estimate has no interval.
   *
   * @param what the estimate, in words
   */
  public static String noInterval(String what, List<Comoments> groups) {
    int n = jackknife(groups).n();
    String counted = Plural.of(n, "group of images", "groups of images");
    if (n < 2) {
      return String.format(
          Locale.ROOT, "%s has no interval: there is n = %s, and two are needed", what, counted);
    }
    return String.format(
        Locale.ROOT,
        areAlike(groups)
            ? "%s has no interval: the n = %s are all alike, within rounding"
            : "%s has no interval: without one of the n = %s it is undefined",
        what,
        counted);
  }

  /** Fisher's artanh(r), kept finite where rounding leaves an r of exactly ±1. */
  private static double fisher(double r) {
    double inside = Math.max(-Math.nextDown(1.0), Math.min(Math.nextDown(1.0), r));
    return (StrictMath.log1p(inside) - StrictMath.log1p(-inside)) / 2;
  }

  /** The slope of the least-squares line of y on x. */
  public static Estimate slope(List<Comoments> groups) {
    Jackknife<Comoments> jackknife = jackknife(groups);
    return new Estimate(
        merged(groups).slope(),
        jackknife.interval(Comoments::slope).filter(ends -> !areAlike(groups)),
        jackknife.n());
  }

  private static Jackknife<Comoments> jackknife(List<Comoments> groups) {
    return Jackknife.of(groups, Comoments::new, Comoments::count);
  }

  /** Hits per trial; groups with the same fraction do not tell how far it may vary. */
  public static Estimate fraction(Recording recording, Key<Tally> key) {
    List<Tally> groups = recording.groups(key);
    Jackknife<Tally> jackknife = Jackknife.of(groups, Tally::new, Tally::count);
    return new Estimate(
        recording.total(key).fraction(),
        jackknife
            .interval(Tally::fraction)
            .filter(ends -> groups.stream().map(Tally::fraction).distinct().count() > 1)
            .map(Interval::ofFraction),
        jackknife.n());
  }
}
