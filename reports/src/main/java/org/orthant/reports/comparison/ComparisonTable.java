package org.orthant.reports.comparison;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.words.PlainText;

/** A comparison for a terminal: what differs beyond noise in aligned columns. */
public final class ComparisonTable {
  private static final List<Outcome> SHOWN =
      List.of(Outcome.WORSE, Outcome.LOST, Outcome.BETTER, Outcome.CHANGED, Outcome.NEW);
  private static final List<String> HEADER =
      List.of("", "layer", "probe", "under", "what", "A", "B");
  private static final int WIDEST = 40;
  private static final String GAP = "  ";

  private ComparisonTable() {}

  /** The lines; none if nothing differs. */
  public static List<String> lines(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    for (Outcome outcome : SHOWN) {
      comparison.differences(outcome).forEach(difference -> rows.add(row(difference)));
    }
    if (rows.size() == 1) {
      return List.of();
    }
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths[column]))
                    .collect(joining(GAP))
                    .stripTrailing())
        .toList();
  }

  private static List<String> row(Difference difference) {
    return Stream.of(
            difference.outcome().label(),
            difference.layer(),
            difference.probe(),
            difference.under(),
            difference.what(),
            difference.a(),
            difference.b())
        .map(ComparisonTable::cut)
        .map(cell -> cell.isEmpty() ? "–" : cell)
        .toList();
  }

  private static String cut(String text) {
    String head =
        width(text) <= WIDEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
    return PlainText.of(head);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - width(text));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
