package org.orthant.reports.claim;

import org.orthant.reports.result.Grade;

/**
 * What the paper says, and whether this run bears it out.
 *
 * @param number as the documentation counts them
 * @param statement of the paper
 * @param rule when this page counts it as borne out
 * @param measured with 95 % intervals in brackets; for a claim that was not tested, why not
 */
public record Claim(int number, String statement, String rule, Outcome outcome, String measured) {

  /** Whether the numbers of the run obey the rule. */
  public enum Outcome {
    PASS,
    FAIL,
    NOT_TESTED;

    static Outcome of(boolean borneOut) {
      return borneOut ? PASS : FAIL;
    }

    public String label() {
      return name().replace('_', ' ');
    }

    /** In words of a network that the paper does not speak of. */
    public String ofOthers() {
      return switch (this) {
        case PASS -> "as in the paper";
        case FAIL -> "unlike the paper";
        case NOT_TESTED -> "not tested";
      };
    }

    /** The style of the grade it looks like. */
    public String style() {
      return switch (this) {
        case PASS -> Grade.SOUND.style();
        case FAIL -> Grade.DEGRADED.style();
        case NOT_TESTED -> Grade.NOT_EVALUATED.style();
      };
    }
  }
}
