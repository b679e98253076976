package org.orthant.reports;

/** What became of a number or a verdict from run A to run B. */
enum Outcome {
  WORSE("worse", "Worse in B, beyond the intervals"),
  BETTER("better", "Better in B, beyond the intervals"),
  CHANGED("changed", "Changed, neither better nor worse"),
  GONE("gone", "Only in A"),
  NEW("new", "Only in B"),
  /** Two numbers differ, and one has no interval to tell that from noise. */
  UNJUDGED("no interval", "Different, without an interval to tell it from noise"),
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
  String heading() {
    return heading;
  }
}
