package org.orthant.reports.words;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text laid out for a terminal. */
public final class Columns {
  /** How wide lines become. */
  public static final int WIDTH = 100;

  /** How wide a column stays that is cut. */
  static final int LEAST = 8;

  private static final String GAP = "  ";

  private Columns() {}

  /** Rows of as many cells each as lines whose cells stand below one another. */
  public static List<String> aligned(List<List<String>> rows) {
    return aligned(rows, widths(rows));
  }

  private static List<String> aligned(List<List<String>> rows, int[] widths) {
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(
                        column -> padded(cut(row.get(column), widths[column]), widths[column]))
                    .collect(joining(GAP))
                    .stripTrailing())
        .toList();
  }

  private static int[] widths(List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    return IntStream.range(0, columns)
        .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
        .toArray();
  }

  /** Whether such rows, aligned, stay within {@link #WIDTH} columns. */
  public static boolean fit(List<List<String>> rows) {
    return total(widths(rows)) <= WIDTH;
  }

  private static int total(int[] widths) {
    return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
  }

  /**
   * Rows as {@link #aligned} lays them out, in lines of at most {@link #WIDTH} columns: of the
   * widest columns the cells are cut, as long as one has more than {@link #LEAST}.
   */
  public static List<String> fitted(List<List<String>> rows) {
    int[] widths = widths(rows);
    while (total(widths) > WIDTH) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] > widths[widest] ? column : widest;
      }
      if (widths[widest] <= LEAST) {
        break;
      }
      widths[widest]--;
    }
    return aligned(rows, widths);
  }

  /**
   * A line broken between words into lines of at most {@link #WIDTH} columns; a longer word stands
   * on a line of its own.
   *
   * @param indent how far all lines but the first are indented
   */
  public static List<String> wrapped(String line, int indent) {
    List<String> lines = new ArrayList<>();
    String left = line;
    while (width(left) > WIDTH) {
      int begin = lines.isEmpty() ? 0 : indent;
      int end = left.offsetByCodePoints(0, WIDTH + 1);
      int space = left.lastIndexOf(' ', end - 1);
      if (left.substring(begin, Math.max(begin, space)).isBlank()) {
        space = left.indexOf(' ', begin + indentation(left.substring(begin)));
      }
      if (space < 0) {
        break;
      }
      lines.add(left.substring(0, space).stripTrailing());
      left = " ".repeat(indent) + left.substring(space).strip();
    }
    lines.add(left.stripTrailing());
    return List.copyOf(lines);
  }

  private static int indentation(String text) {
    return text.length() - text.stripLeading().length();
  }

  /** Text of at most so many columns; an ellipsis ends what was longer. */
  public static String cut(String text, int width) {
    return width(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  /** Text filled up with spaces. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text, or its end behind an ellipsis: names that begin alike differ there. */
  public static String end(String text, int width) {
    return width(text) <= width
        ? text
        : "…" + text.substring(text.offsetByCodePoints(text.length(), 1 - width));
  }
}
