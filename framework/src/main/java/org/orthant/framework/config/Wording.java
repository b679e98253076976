package org.orthant.framework.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Turns of phrase that messages share. */
public final class Wording {
  static final Pattern LINE_BREAKS_AND_CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

  private static final int LONGEST_QUOTE = 60;
  private static final int MOST_LISTED = 24;
  private static final int FEW = 6;

  private Wording() {}

  /** A text from the configuration in quotes, cut where it is long. */
  public static String quote(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_QUOTE
        ? "'" + text + "'"
        : "'" + text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…'";
  }

  /** A text from the configuration as one line, cut where it is long. */
  static String line(String text) {
    String line = LINE_BREAKS_AND_CONTROLS.matcher(text).replaceAll(" ");
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  /**
   * Says that something does not exist, and what does; of much that does, the nearest.
   *
   * @param kind what it was taken for, such as "key"
   */
  public static String unknown(String kind, String found, Collection<String> allowed) {
    return String.format(
        Locale.ROOT,
        "unknown %s %s;%s %s",
        kind,
        quote(found),
        nearest(found, allowed).map(name -> " did you mean " + quote(name) + "?").orElse(""),
        allowed(found, new LinkedHashSet<>(allowed)));
  }

  private static String allowed(String found, Set<String> allowed) {
    if (allowed.size() <= MOST_LISTED) {
      return "allowed: " + (allowed.isEmpty() ? "none" : String.join(", ", allowed));
    }
    String begin = found.substring(0, Math.min(found.length(), LONGEST_QUOTE));
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return String.format(
        Locale.ROOT,
        "nearest of %d that are allowed: %s",
        allowed.size(),
        allowed.stream()
            .sorted(Comparator.comparingInt(name -> distance.apply(begin, name)))
            .limit(FEW)
            .collect(Collectors.joining(", ")));
  }

  /** The most similar name, if it is near enough to be a slip of the hand. */
  private static Optional<String> nearest(String found, Collection<String> allowed) {
    int letters = Math.min(found.length(), LONGEST_QUOTE);
    int mostEdits = Math.max(0, Math.min(letters - 1, Math.max(2, letters / 3)));
    LevenshteinDistance distance = new LevenshteinDistance(mostEdits);
    return allowed.stream()
        .filter(name -> distance.apply(found, name) >= 0)
        .min(Comparator.comparingInt(name -> distance.apply(found, name)));
  }
}
