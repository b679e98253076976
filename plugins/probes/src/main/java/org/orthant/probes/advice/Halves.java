package org.orthant.probes.advice;

import java.util.Arrays;
import java.util.List;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.probes.ablation.PairedOutcomes;

/**
 * What networks predict of the images that the search sees, and of the others. Where images have no
 * labels, what the unaltered network predicts counts as right. Images come in the run's random
 * order, so that either half is drawn by the seed.
 *
 * @param unaltered what altered networks are held against
 */
record Halves(Evidence evidence, Trial unaltered) {

  boolean areLabelled() {
    return reference().isLabelled();
  }

  private Outcomes reference() {
    return evidence.outcomes(unaltered);
  }

  /** Whether that network has been evaluated. */
  boolean know(Trial trial) {
    return evidence.outcomes(trial).count() > 0;
  }

  /** Those of them that have not been evaluated. */
  List<Trial> unknown(List<Trial> trials) {
    return trials.stream().filter(trial -> !know(trial)).toList();
  }

  /** A network beside the unaltered one, on the images that the search sees. */
  PairedOutcomes searched(Trial trial) {
    return paired(unaltered, trial, 0, half());
  }

  /** A network beside another one, on the images that the search does not see. */
  PairedOutcomes heldOut(Trial before, Trial after) {
    return paired(before, after, half(), reference().count());
  }

  private int half() {
    return reference().count() / 2;
  }

  private PairedOutcomes paired(Trial before, Trial after, int from, int to) {
    return PairedOutcomes.of(between(before, from, to), between(after, from, to));
  }

  private Outcomes between(Trial trial, int from, int to) {
    int[] right = areLabelled() ? reference().labels() : reference().predictions();
    Outcomes part = new Outcomes();
    part.add(
        Arrays.copyOfRange(evidence.outcomes(trial).predictions(), from, to),
        Arrays.copyOfRange(right, from, to));
    return part;
  }
}
