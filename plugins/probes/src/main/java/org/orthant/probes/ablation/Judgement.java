package org.orthant.probes.ablation;

import java.util.Map;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Trial;

/**
 * By which accuracy an altered network is judged.
 *
 * @param refit to how many training images batch normalization is refitted
 * @param biasCorrection to how many training images means are corrected
 */
public record Judgement(Judged judged, int refit, int biasCorrection) {

  /**
   * Requires images for what is judged.
   *
   * @throws InvalidParameterException if there are none
   */
  public Judgement {
    require("refit", refit, judged == Judged.REFITTED);
    require("biasCorrection", biasCorrection, judged == Judged.BIAS_CORRECTED);
  }

  private static void require(String parameter, int images, boolean judged) {
    InvalidParameterException.unless(
        images >= (judged ? 1 : 0),
        parameter,
        "must be at least " + (judged ? "1 to be judged" : "0"),
        images);
  }

  /** The network with these changes, as it is judged. */
  public Trial trial(Map<String, Change> changes) {
    return switch (judged) {
      case REFITTED -> new Trial(changes, refit);
      case BIAS_CORRECTED -> new Trial(changes, biasCorrection, Correction.MEANS);
      case RAW -> new Trial(changes, 0);
    };
  }

  /** Returns what altered networks are held against. */
  public Trial unaltered() {
    return trial(Map.of()).unaltered();
  }
}
