package org.orthant.reports.comparison;

import java.util.List;
import java.util.Set;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;

/**
 * The same verdict in run A and in run B. Near a threshold a grade moves by one step through noise
 * alone. So a step counts only if a number behind it moved the same way beyond its intervals, or if
 * no number behind it was judged; two steps, from sound to degraded or back, always count. A grade
 * that B no longer gives is lost.
 */
record VerdictPair(Verdict a, Verdict b) {
  private static final Set<Grade> TWO_STEPS = Set.of(Grade.SOUND, Grade.DEGRADED);

  /**
   * Returns what became of it.
   *
   * @param judged the numbers that both runs have with a direction and intervals: of this layer, or
   *     all where the verdict is on the network
   */
  Outcome outcome(List<FindingPair> judged) {
    if (a.grade() == Grade.NOT_EVALUATED) {
      return b.grade() == Grade.NOT_EVALUATED ? Outcome.UNCOMPARED : Outcome.NEW;
    }
    if (b.grade() == Grade.NOT_EVALUATED) {
      return Outcome.LOST;
    }
    if (a.grade() == b.grade()) {
      return Outcome.SAME;
    }
    Outcome moved = b.grade().compareTo(a.grade()) < 0 ? Outcome.WORSE : Outcome.BETTER;
    List<FindingPair> behind = judged.stream().filter(finding -> rests(finding.subject())).toList();
    boolean counts =
        Set.of(a.grade(), b.grade()).equals(TWO_STEPS)
            || behind.isEmpty()
            || behind.stream().anyMatch(finding -> finding.outcome() == moved);
    return counts ? moved : Outcome.CHANGED;
  }

  private boolean rests(Subject finding) {
    boolean sameProbe = a.probe().isEmpty() || a.probe().get().equals(finding.probe());
    boolean sameLayer = a.layer().equals(finding.layer()) || isOnNetwork();
    boolean sameQuantizer =
        a.quantizer().isEmpty()
            || a.quantizer().equals(finding.quantizer())
            || finding.change().equals(a.quantizer().map(a::trial));
    return sameProbe && sameLayer && sameQuantizer;
  }

  /** Whether it sums up the whole network. */
  boolean isOnNetwork() {
    return a.layer().equals(Result.NETWORK) && a.probe().isEmpty();
  }
}
