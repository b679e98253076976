package org.orthant.probes.ablation;

import java.util.stream.IntStream;
import org.orthant.api.interval.PairedDifferenceInterval;
import org.orthant.api.statistics.Outcomes;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.significance.McNemar;

/**
 * What an altered network says of the same images, beside what the unaltered one says.
 *
 * @param correct how many the altered one gets right
 * @param gained how many the altered one alone gets right
 * @param lost how many the unaltered one alone gets right
 * @param changed of how many the predictions differ
 */
public record PairedOutcomes(long images, long correct, long gained, long lost, long changed) {

  /** Holds what one network says against what another says of the same images. */
  public static PairedOutcomes of(Outcomes unaltered, Outcomes altered) {
    int[] before = unaltered.predictions();
    int[] after = altered.predictions();
    return new PairedOutcomes(
        before.length,
        altered.correct(),
        altered.correctBeyond(unaltered),
        unaltered.correctBeyond(altered),
        IntStream.range(0, before.length).filter(i -> before[i] != after[i]).count());
  }

  /** The altered network's accuracy. */
  public Estimate accuracy() {
    return Estimate.ofFraction(correct, images);
  }

  /** The altered network's accuracy minus the unaltered one's. */
  public Estimate accuracyChange() {
    return new Estimate(
        (double) (gained - lost) / images,
        PairedDifferenceInterval.of(gained, lost, images),
        images);
  }

  /** The fraction of images whose predictions differ. */
  public Estimate predictionsChanged() {
    return Estimate.ofFraction(changed, images);
  }

  /** On how many images one alone is right. */
  public long discordant() {
    return gained + lost;
  }

  /** McNemar's p-value of no difference in accuracy. */
  public double p() {
    return McNemar.p(gained, lost);
  }
}
