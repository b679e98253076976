package org.orthant.framework.run.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orthant.framework.digest.Sha256;

/** Names of files that no name of a layer or node can lead out of their folder. */
final class FileNames {
  /** Few enough letters that endings such as {@code .weights.npy} fit as well. */
  private static final int LONGEST = 180;

  private static final int DIGITS_OF_HASH = 16;

  /** What files of the export itself end with, which a layer's folder must not be called. */
  private static final Pattern OF_FILES = Pattern.compile(".+(\\.)(npy|json|yaml)");

  private FileNames() {}

  /**
   * A name with letters, digits, dots, hyphens and underscores as they are, and %XX for every other
   * byte of its UTF-8, for a dot in front and for that of .npy, .json or .yaml at the end. Of one
   * that becomes long its beginning, ~ and digits of its SHA-256 stay.
   */
  static String of(String name) {
    Matcher ofFiles = OF_FILES.matcher(name);
    int end = ofFiles.matches() ? ofFiles.start(1) : name.length();
    String encoded = encoded(name.substring(0, end)) + encoded(name.substring(end));
    return encoded.length() <= LONGEST
        ? encoded
        : encoded.substring(0, LONGEST - DIGITS_OF_HASH - 1)
            + "~"
            + Sha256.of(name).substring(0, DIGITS_OF_HASH);
  }

  private static String encoded(String part) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xFF);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || letter == '-'
              || letter == '_'
              || (letter == '.' && !encoded.isEmpty());
      if (plain) {
        encoded.append(letter);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) letter));
      }
    }
    return encoded.toString();
  }
}
