package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Numbers as pgfplots reads them: comments, names of columns, rows with spaces between. An empty
 * row ends a line of a plot, or a scan line of a matrix. Texts are reduced to letters and digits
 * that mean nothing to TeX.
 *
 * @param comments what is in it
 */
record DataTable(List<String> comments, List<String> heads, List<List<Object>> rows) {
  private static final List<Object> BREAK = List.of();

  DataTable {
    comments = List.copyOf(comments);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** Grows row by row. */
  static final class Builder {
    private final List<String> comments = new ArrayList<>();
    private final List<String> heads;
    private final List<List<Object>> rows = new ArrayList<>();

    Builder(String... heads) {
      this.heads = List.of(heads);
    }

    Builder comment(String comment) {
      comments.add(comment);
      return this;
    }

    /** Numbers, of which unknown ones are null, and texts. */
    Builder row(Object... cells) {
      List<Object> row = new ArrayList<>();
      for (Object cell : cells) {
        row.add(cell == null ? Double.NaN : cell);
      }
      rows.add(List.copyOf(row));
      return this;
    }

    Builder gap() {
      rows.add(BREAK);
      return this;
    }

    DataTable build() {
      return new DataTable(comments, heads, rows);
    }
  }

  /** The whole file. */
  String document() {
    StringBuilder text = new StringBuilder();
    for (String comment : comments) {
      text.append("% ").append(Slug.words(comment)).append('\n');
    }
    text.append(String.join(" ", heads)).append('\n');
    for (List<Object> row : rows) {
      text.append(row.stream().map(DataTable::cell).collect(Collectors.joining(" "))).append('\n');
    }
    return text.toString();
  }

  private static String cell(Object cell) {
    if (cell instanceof String text) {
      return Slug.of(text);
    }
    double value = ((Number) cell).doubleValue();
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value).replace('E', 'e');
  }
}
