package org.orthant.framework.result;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Plural;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.api.interval.WilsonInterval;
import org.orthant.api.statistics.Outcomes;

/**
 * How a network's accuracy compares with that of guessing. A guess does not look at the image. The
 * best one always names the most frequent label, and is right as often as that occurs among the
 * images: the chance level. It is never below 1/classes.
 *
 * <p>The network beats guessing where the exact binomial test rejects at 5 %, one-sided, that each
 * image is classified right with no more than that probability. Where it does not, either the
 * images show that the network is no better, or they are too few to tell. They show it where
 * accuracy's whole 95 % interval lies less than a tenth of the way from chance to 1.
 *
 * <p>Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated
 * in the case of the binomial", Biometrika 26 (1934), for the test; J. Cohen, "A coefficient of
 * agreement for nominal scales", Educational and Psychological Measurement 20 (1960), for the way
 * from chance to 1 as the measure.
 *
 * @param correct how many images were classified right
 * @param images of how many, at least 1
 * @param mostFrequent how many of the images bear the most frequent label
 */
public record Guessing(long correct, long images, long mostFrequent) {
  private static final double LEVEL = 0.05;
  private static final double NOTABLE = 0.1;

  /** That of a network on some images; empty where there is none or they have no labels. */
  public static Optional<Guessing> of(Outcomes outcomes) {
    int[] labels = outcomes.labels();
    if (labels.length == 0) {
      return Optional.empty();
    }
    long[] counts = new long[IntStream.of(labels).max().orElseThrow() + 1];
    IntStream.of(labels).forEach(label -> counts[label]++);
    long most = 0;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    return Optional.of(new Guessing(outcomes.correct(), labels.length, most));
  }

  /** Whether the network is better than guessing beyond doubt. */
  public boolean isBeaten() {
    return p() < LEVEL;
  }

  /**
   * Whether the images show that the network is hardly better than guessing, if at all. Images of
   * one label show nothing.
   */
  public boolean isShown() {
    return !isBeaten()
        && mostFrequent < images
        && interval().high() - chance() < NOTABLE * (1 - chance());
  }

  private double chance() {
    return (double) mostFrequent / images;
  }

  private Interval interval() {
    return WilsonInterval.of(correct, images).orElseThrow();
  }

  /** The probability that so many or more are right if each is with the probability of chance. */
  private double p() {
    return BinomialDistribution.of(Math.toIntExact(images), chance())
        .survivalProbability(Math.toIntExact(correct) - 1);
  }

  /** Returns what it comes to; without a full stop. */
  public String headline() {
    if (isBeaten()) {
      return "The network classifies better than guessing";
    }
    return isShown()
        ? "The network classifies no better than guessing"
        : Plural.of(images, "test image", "test images")
            + " cannot tell whether the network classifies better than guessing";
  }

  /** Returns the same with the numbers it rests on. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "%s: its accuracy is %.4f (95 %% interval %.4f to %.4f, n = %s) where always naming the most"
            + " frequent label gives %.4f (exact binomial test, p = %.2g)",
        headline(),
        (double) correct / images,
        interval().low(),
        interval().high(),
        Plural.of(images, "test image", "test images"),
        chance(),
        p());
  }

  /**
   * The verdict on the network with what must be said first. A network that is shown to be no
   * better than guessing has no grade.
   */
  public Verdict introducing(Verdict network) {
    return isBeaten()
        ? network
        : new Verdict(
            network.subject(),
            isShown() ? Grade.NOT_EVALUATED : network.grade(),
            inWords() + ". " + network.reason(),
            isShown() || network.open());
  }
}
