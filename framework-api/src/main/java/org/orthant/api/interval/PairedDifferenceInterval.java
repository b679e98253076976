package org.orthant.api.interval;

import java.util.Locale;
import java.util.Optional;

/**
 * The score interval of the difference between two probabilities that were measured on the same
 * pairs: all differences that the score test does not reject. It stays within [−1, 1] and is not
 * empty where no pair differs.
 *
 * <p>Source: T. Tango, "Equivalence test and confidence interval for the difference in proportions
 * for the paired-sample design", Statistics in Medicine 17 (1998).
 */
public final class PairedDifferenceInterval {
  private static final double Z = Interval.Z;

  /** Each halves the range in which an end lies, at first 2 wide. */
  private static final int HALVINGS = 60;

  private PairedDifferenceInterval() {}

  /**
   * The interval of the second probability minus the first; empty where there is no pair.
   *
   * @param gained how many pairs were hits the second time alone
   * @param lost how many pairs were hits the first time alone
   * @param pairs how many pairs there are
   */
  public static Optional<Interval> of(long gained, long lost, long pairs) {
    if (gained < 0 || lost < 0 || gained + lost > pairs) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d gained and %d lost of %d pairs", gained, lost, pairs));
    }
    if (pairs == 0) {
      return Optional.empty();
    }
    Score score = new Score(gained, lost, pairs);
    double difference = (double) (gained - lost) / pairs;
    return Optional.of(
        new Interval(score.crossing(Z, -1, difference), score.crossing(-Z, difference, 1)));
  }

  private record Score(double gained, double lost, double pairs) {

    /**
     * Returns the difference at which the score, which falls as the difference grows, crosses a
     * level.
     */
    double crossing(double level, double from, double to) {
      double low = from;
      double high = to;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (at(middle) > level) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return (low + high) / 2;
    }

    /** The standardized deviation of what was observed from a supposed difference. */
    double at(double difference) {
      double variance = pairs * (2 * probabilityOfLoss(difference) + difference * (1 - difference));
      return (gained - lost - pairs * difference) / Math.sqrt(variance);
    }

    /** The most likely probability of a loss if that is the difference. */
    private double probabilityOfLoss(double difference) {
      double a = 2 * pairs;
      double b = (2 * pairs - gained + lost) * difference - gained - lost;
      double c = -lost * difference * (1 - difference);
      return (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    }
  }
}
