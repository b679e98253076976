package org.orthant.framework.cli;

import java.io.PrintStream;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** Names and what they mean, in two columns of lines that a terminal shows whole. */
final class TextTable {
  /** How wide lines become. */
  static final int WIDTH = 100;

  private static final int MARGIN = 2;

  private TextTable() {}

  /** Prints rows of a name and its meaning. */
  static void print(PrintStream out, List<List<String>> rows) {
    int widest = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    for (List<String> row : rows) {
      String name = row.get(0) + " ".repeat(widest - row.get(0).length());
      out.println(
          wrapped(" ".repeat(MARGIN) + name + "  ", row.get(1), 2 * MARGIN + widest)
              .stripTrailing());
    }
  }

  /** Text after a beginning, broken between words; lines but the first are indented. */
  static String wrapped(String beginning, String text, int indent) {
    return beginning
        + WordUtils.wrap(text, WIDTH - indent, System.lineSeparator() + " ".repeat(indent), false);
  }
}
