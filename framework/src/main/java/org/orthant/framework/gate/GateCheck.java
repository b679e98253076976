package org.orthant.framework.gate;

import java.util.Locale;

/**
 * What became of one rule in one layer.
 *
 * @param layer a layer, or a group of them
 * @param reason what was measured, and the limit
 */
public record GateCheck(String rule, String layer, Outcome outcome, String reason) {

  /** Whether the rule holds; one that found nothing to look at in that layer is skipped. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  public boolean hasFailed() {
    return outcome == Outcome.FAILED;
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %s: %s", rule, layer, reason);
  }
}
