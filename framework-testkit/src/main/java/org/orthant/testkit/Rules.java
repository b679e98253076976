package org.orthant.testkit;

import java.util.Locale;

/** How a contract says that it is broken. */
final class Rules {
  private Rules() {}

  /**
   * Throws unless the condition holds.
   *
   * @param rule a format that says what is wrong, what the rule is and what to do about it
   * @param parts of the format
   */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more library
  static void require(boolean holds, String rule, Object... parts) {
    if (!holds) {
      throw new AssertionError(String.format(Locale.ROOT, rule, parts));
    }
  }
}
