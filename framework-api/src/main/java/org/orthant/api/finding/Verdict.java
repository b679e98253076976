package org.orthant.api.finding;

import java.util.OptionalDouble;

/**
 * A judgement.
 *
 * @param subject the layer and quantizer judged
 * @param grade the judgement
 * @param reason one sentence with the rule, value, threshold, n and interval it rests on; of what
 *     was not evaluated, why
 * @param open whether something was asked that has no answer, as where a number is undefined: a
 *     layer with an open question is not sound, and passes no gate. What is NOT_EVALUATED and not
 *     open was never asked
 * @param timesAsManyImages how many times as many images would probably tell, of what is UNCERTAIN
 *     for want of images
 */
public record Verdict(
    Subject subject, Grade grade, String reason, boolean open, OptionalDouble timesAsManyImages) {

  /** A judgement that more images would not change. */
  public Verdict(Subject subject, Grade grade, String reason, boolean open) {
    this(subject, grade, reason, open, OptionalDouble.empty());
  }

  /** A judgement that more images would not change; what is NOT_EVALUATED is open. */
  public Verdict(Subject subject, Grade grade, String reason) {
    this(subject, grade, reason, grade == Grade.NOT_EVALUATED);
  }

  /** NOT_EVALUATED where nothing was asked, as by a probe that does not concern the layer. */
  public static Verdict notAsked(Subject subject, String reason) {
    return new Verdict(subject, Grade.NOT_EVALUATED, reason, false);
  }

  /**
   * Returns this verdict with the note that so many times as many images would probably settle it.
   */
  public Verdict needing(double times) {
    return new Verdict(subject, grade, reason, open, OptionalDouble.of(times));
  }
}
