package org.orthant.probes.significance;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test of whether two classifiers of the same images are equally often right: of the
 * images that one alone gets right, as many should be the one's as the other's.
 *
 * <p>Source: Q. McNemar, "Note on the sampling error of the difference between correlated
 * proportions or percentages", Psychometrika 12 (1947), with the binomial distribution in the place
 * of its approximation.
 */
public final class McNemar {
  private McNemar() {}

  /**
   * The two-sided p-value; 1 where nothing differs.
   *
   * @param gained how many images the second alone gets right
   * @param lost how many images the first alone gets right
   */
  public static double p(long gained, long lost) {
    BinomialDistribution even = BinomialDistribution.of(Math.toIntExact(gained + lost), 0.5);
    return Math.min(1, 2 * even.cumulativeProbability((int) Math.min(gained, lost)));
  }
}
