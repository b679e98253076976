package org.orthant.reports.comparison;

import org.orthant.reports.result.Result.GateCheck;

/**
 * The same rule of the gate in the same layer, in run A and in run B. A rule that held or failed in
 * A and found nothing to look at in B is lost.
 */
record GatePair(GateCheck a, GateCheck b) {

  Outcome outcome() {
    if (b.hasFailed()) {
      return a.hasFailed() ? Outcome.SAME : Outcome.WORSE;
    }
    if (b.hasPassed()) {
      if (a.hasPassed()) {
        return Outcome.SAME;
      }
      return a.hasFailed() ? Outcome.BETTER : Outcome.NEW;
    }
    return a.hasPassed() || a.hasFailed() ? Outcome.LOST : Outcome.UNCOMPARED;
  }
}
