package org.orthant.formats.folder.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Turns of phrase that messages share. */
public final class Wording {
  private static final Pattern LINE_BREAKS_AND_CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");
  private static final int LONGEST_QUOTE = 60;

  private Wording() {}

  /** A text in quotes, cut where it is long. */
  public static String quote(String text) {
    return "'" + shortened(text) + "'";
  }

  /** A text, cut where it is long. */
  public static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_QUOTE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  /** A text without line breaks and other characters that do something to a terminal. */
  public static String oneLine(String text) {
    return LINE_BREAKS_AND_CONTROLS.matcher(text).replaceAll(" ");
  }

  public static boolean isOneLine(String text) {
    return !LINE_BREAKS_AND_CONTROLS.matcher(text).find();
  }

  /**
   * Says that something does not exist, and what does.
   *
   * @param kind what it was taken for, such as "key"
   */
  public static String unknown(String kind, String found, Collection<String> allowed) {
    return String.format(
        Locale.ROOT,
        "unknown %s %s;%s allowed: %s",
        kind,
        quote(found),
        suggestion(found, allowed),
        String.join(", ", allowed));
  }

  /** Such as {@code " did you mean 'conv1'?"}; empty where no name is near enough. */
  public static String suggestion(String found, Collection<String> allowed) {
    return nearest(found, allowed).map(name -> " did you mean " + quote(name) + "?").orElse("");
  }

  /** The most similar name, if it is near enough to be a slip of the hand. */
  private static Optional<String> nearest(String found, Collection<String> allowed) {
    int letters = found.length();
    if (letters > LONGEST_QUOTE) {
      return Optional.empty(); // among many long names this would take long
    }
    int mostEdits = Math.max(0, Math.min(letters - 1, Math.max(2, letters / 3)));
    LevenshteinDistance distance = new LevenshteinDistance(mostEdits);
    return allowed.stream()
        .filter(name -> Math.abs(name.length() - letters) <= mostEdits)
        .filter(name -> distance.apply(found, name) >= 0)
        .min(Comparator.comparingInt(name -> distance.apply(found, name)));
  }
}
