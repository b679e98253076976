package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tables as text. */
final class Markdown {
  /** In a cell that has nothing to say. */
  static final String NONE = "–";

  private Markdown() {}

  /** A table, its columns padded to be read as they stand. */
  static List<String> table(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> dashes = new ArrayList<>();
    for (int width : widths) {
      dashes.add("-".repeat(width));
    }
    all.add(1, Collections.unmodifiableList(dashes));
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int... widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.toString();
  }
}
