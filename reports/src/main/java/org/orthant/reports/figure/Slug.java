package org.orthant.reports.figure;

import java.text.Normalizer;
import java.util.Locale;

/** Names of a result as names of files, and as texts that mean nothing to TeX. */
final class Slug {
  private static final int LONGEST = 100;

  private Slug() {}

  /** Small letters, digits and single hyphens; {@code x} where none is left. */
  static String of(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    return cut.isEmpty() ? "x" : cut.replaceAll("-$", "");
  }

  /** A line of text with everything gone that TeX or a terminal could act on. */
  static String words(String text) {
    return text.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").replaceAll("[\\\\{}$&#^_~]", "-").strip();
  }
}
