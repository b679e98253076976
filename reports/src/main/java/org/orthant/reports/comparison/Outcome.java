package org.orthant.reports.comparison;

/** What became of a number or a verdict from run A to run B. */
public enum Outcome {
  WORSE("worse", "Worse in B, beyond the intervals"),
  /** A has it, and B lacks it or has it undefined, so that nobody can say it is not worse. */
  LOST("lost", "Lost: known in A, and undefined or missing in B"),
  BETTER("better", "Better in B, beyond the intervals"),
  CHANGED("changed", "Changed, neither better nor worse"),
  NEW("new", "Only in B, or undefined in A"),
  /** Two numbers differ, and one has no interval to tell that from noise. */
  UNJUDGED("no interval", "Different, without an interval to tell it from noise"),
  /** Undefined in A, so that nothing can be worse than it. */
  UNCOMPARED("not compared", "Undefined in A and in B, so that nothing is compared"),
  /** Equal, or the intervals overlap. */
  SAME("same", "The same within the intervals");

  private final String label;
  private final String heading;

  Outcome(String label, String heading) {
    this.label = label;
    this.heading = heading;
  }

  /** In a word or two. */
  String label() {
    return label;
  }

  /** As the title of all that it became of. */
  public String heading() {
    return heading;
  }

  /** Whether B fails by it. */
  boolean isAgainstB() {
    return this == WORSE || this == LOST;
  }
}
