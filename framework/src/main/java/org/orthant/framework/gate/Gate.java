package org.orthant.framework.gate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;

/**
 * What a run's findings must hold. Measured values are held to the limits, not the ends of their
 * intervals.
 */
public record Gate(
    @Doc("The worst verdict that a layer may have as it is used") Optional<Worst> worstVerdict,
    @Doc(
            "How much accuracy the weights of each quantizer may cost, in a layer alone and in each"
                + " group")
        Optional<Double> maxAccuracyDrop,
    @Doc("The least Pearson's r of a layer's dot products under the quantizer it is used with")
        Optional<Double> minR) {

  /** The probe that {@code min-r} looks at. */
  public static final String PRODUCTS = "dot-product";

  /** The probe that {@code max-accuracy-drop} looks at. */
  public static final String ABLATION = "ablation";

  static final String WORST_VERDICT = "worst-verdict";
  static final String MAX_ACCURACY_DROP = "max-accuracy-drop";
  static final String MIN_R = "min-r";

  /** A verdict that a gate may draw the line at; beyond degraded there is nothing to refuse. */
  public enum Worst {
    SOUND,
    STRAINED
  }

  /** A gate without rules. */
  public Gate() {
    this(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Gate {
    maxAccuracyDrop.ifPresent(
        drop ->
            InvalidParameterException.unless(
                drop >= 0 && drop <= 1,
                "maxAccuracyDrop",
                "must be at least 0 and at most 1",
                drop));
    minR.ifPresent(
        r ->
            InvalidParameterException.unless(
                r >= -1 && r <= 1, "minR", "must be at least -1 and at most 1", r));
  }

  /** The limit of each rule as a configuration writes it, in the order of the rules. */
  public Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    worstVerdict.ifPresent(
        worst -> rules.put(WORST_VERDICT, worst.name().toLowerCase(Locale.ROOT)));
    maxAccuracyDrop.ifPresent(drop -> rules.put(MAX_ACCURACY_DROP, drop.toString()));
    minR.ifPresent(r -> rules.put(MIN_R, r.toString()));
    return rules;
  }
}
