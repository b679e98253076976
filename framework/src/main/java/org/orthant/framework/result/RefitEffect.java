package org.orthant.framework.result;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.finding.Plural;
import org.orthant.api.interval.Interval;
import org.orthant.api.interval.PairedDifferenceInterval;
import org.orthant.api.statistics.Outcomes;

/**
 * How refitting batch normalization changes the accuracy of the unaltered network. What trials cost
 * is measured beside the refitted network, so it says nothing of the network as trained where the
 * two are far apart.
 *
 * @param refit to how many training images batch normalization was fitted
 * @param before how many of the test images the network as trained gets right
 * @param after how many the refitted one gets right
 * @param images how many test images there are
 * @param change of the accuracy, Tango's interval for the same images
 */
public record RefitEffect(int refit, long before, long after, long images, Interval change) {
  /**
   * Two points of accuracy: what {@code ablation} calls strained unless told otherwise. A smaller
   * change of the baseline leaves verdicts on changes of the accuracy what they are.
   */
  private static final double LARGE = 0.02;

  /**
   * The effect on the images that both have seen; empty where there is none or they have no labels.
   *
   * @param asTrained what the unaltered network says
   * @param refitted what it says after the refit
   */
  public static Optional<RefitEffect> of(int refit, Outcomes asTrained, Outcomes refitted) {
    if (!asTrained.isLabelled()) {
      return Optional.empty();
    }
    int images = Math.min(asTrained.count(), refitted.count());
    Outcomes before = asTrained.first(images);
    Outcomes after = refitted.first(images);
    return PairedDifferenceInterval.of(
            after.correctBeyond(before), before.correctBeyond(after), images)
        .map(change -> new RefitEffect(refit, before.correct(), after.correct(), images, change));
  }

  /** Whether the accuracy changed beyond doubt. */
  public boolean isCertain() {
    return !change.contains(0);
  }

  /** Whether it changed beyond doubt, and may have changed by two points or more. */
  public boolean isLarge() {
    return isCertain() && (change.low() <= -LARGE || LARGE <= change.high());
  }

  /** Returns what it comes to; without a full stop. */
  public String headline() {
    return String.format(
        Locale.ROOT,
        "Refitting batch normalization to %s changes the accuracy of the unaltered network by %+.4f",
        Plural.of(refit, "training image", "training images"),
        (double) (after - before) / images);
  }

  /** Returns the same with the numbers it rests on. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "Refitting batch normalization to %s takes the accuracy of the unaltered network from %.4f"
            + " to %.4f, a change of %+.4f (95 %% interval %+.4f to %+.4f, n = %s)",
        Plural.of(refit, "training image", "training images"),
        (double) before / images,
        (double) after / images,
        (double) (after - before) / images,
        change.low(),
        change.high(),
        Plural.of(images, "test image", "test images"));
  }
}
