package org.orthant.framework.gate;

import java.util.Locale;

/**
 * What became of one rule in one layer.
 *
 * @param layer a layer, or a group of them
 * @param reason what was measured, and the limit
 */
public record GateCheck(String rule, String layer, Outcome outcome, String reason) {

  /**
   * Whether the rule holds. One that has nothing to ask of that layer is skipped; one that asks and
   * finds no answer does not hold.
   */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  public boolean hasFailed() {
    return outcome == Outcome.FAILED;
  }

  public boolean isSkipped() {
    return outcome == Outcome.SKIPPED;
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %s: %s", rule, layer, reason);
  }
}
