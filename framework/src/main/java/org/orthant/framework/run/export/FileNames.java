package org.orthant.framework.run.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files that no name of a layer or node can lead out of their folder. */
final class FileNames {
  private FileNames() {}

  /**
   * A name with letters, digits, dots, hyphens and underscores as they are, and %XX for every other
   * byte of its UTF-8 and for a dot in front.
   */
  static String of(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
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
