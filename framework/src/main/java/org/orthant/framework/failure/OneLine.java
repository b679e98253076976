package org.orthant.framework.failure;

import java.util.regex.Pattern;

/** What plugins say, as one line of a sane length. */
final class OneLine {
  private static final int LONGEST = 300;

  /** Line breaks, controls, marks that turn the direction of text, halves of surrogate pairs. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  static String of(String text) {
    // What is cut off need not be looked at, however long it is.
    String beginning = text.substring(0, Math.min(text.length(), 4 * LONGEST));
    String line = UNPRINTABLE.matcher(beginning).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip() + "…";
  }
}
