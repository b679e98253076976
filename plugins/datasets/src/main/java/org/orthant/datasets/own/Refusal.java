package org.orthant.datasets.own;

import java.util.Locale;
import org.orthant.api.BadInputException;

/** What is wrong with a file, on one line whatever the file holds. */
public final class Refusal {
  private static final int LONGEST = 500;

  private Refusal() {}

  /**
   * A mistake in a file.
   *
   * @param where the file's name
   * @param format of what is wrong, as {@link String#format} takes it
   */
  public static BadInputException of(String where, String format, Object... arguments) {
    return new BadInputException(
        line(where + ": " + String.format(Locale.ROOT, format, arguments)));
  }

  /** Returns the same mistake, said on one line. */
  public static BadInputException of(BadInputException mistake) {
    return new BadInputException(line(mistake.getMessage()), mistake);
  }

  /** A text on one line, whatever it holds, and not too long. */
  public static String line(String text) {
    String visible = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + " …";
  }
}
