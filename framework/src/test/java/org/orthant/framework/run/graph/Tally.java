package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts what could not be compared. */
public final class Tally {
  private int all;
  private int skipped;

  /** Counts a case. */
  public void add(boolean isSkipped) {
    all++;
    skipped += isSkipped ? 1 : 0;
  }

  /** Asserts that there were cases, and that no more than a share of them was skipped. */
  public void assertThatFew(double share) {
    assertThat(all).isPositive();
    assertThat(skipped).as("skipped of %d", all).isLessThanOrEqualTo((int) (share * all));
  }
}
