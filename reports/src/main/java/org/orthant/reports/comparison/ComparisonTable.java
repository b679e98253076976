package org.orthant.reports.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.orthant.reports.words.Columns;
import org.orthant.reports.words.PlainText;

/** A comparison for a terminal: how it ended, then what differs beyond noise in aligned columns. */
public final class ComparisonTable {
  private static final List<Outcome> FIRST = List.of(Outcome.WORSE, Outcome.LOST, Outcome.BETTER);
  private static final List<Outcome> AFTER = List.of(Outcome.CHANGED, Outcome.NEW);
  private static final List<String> HEADER =
      List.of("", "layer", "probe", "under", "what", "A", "B");
  private static final int WIDEST = 40;
  private static final int MOST_ROWS = 20;

  private final Comparison comparison;
  private final boolean all;

  /**
   * @param all whether to show all that differs, not only what became worse or better
   */
  public ComparisonTable(Comparison comparison, boolean all) {
    this.comparison = comparison;
    this.all = all;
  }

  /** The lines above the page's address. */
  public List<String> lines(RunLabels labels) {
    List<String> lines = new ArrayList<>(runs(labels));
    lines.addAll(Columns.wrapped(comparison.summary(), 2));
    comparison.settings().ifPresent(settings -> lines.addAll(Columns.wrapped(settings, 2)));
    comparison
        .cautions()
        .forEach(caution -> lines.addAll(Columns.wrapped("caution: " + PlainText.of(caution), 2)));
    lines.addAll(rows());
    return List.copyOf(lines);
  }

  private List<String> runs(RunLabels labels) {
    return Columns.aligned(
        List.of(
            List.of("A", cut(labels.a()), Comparison.accuracy(comparison.a())),
            List.of("B", cut(labels.b()), Comparison.accuracy(comparison.b()))));
  }

  private List<String> rows() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    int hidden = 0;
    for (Outcome outcome : FIRST) {
      List<Difference> found = comparison.differences(outcome);
      int shown = all ? found.size() : Math.min(found.size(), MOST_ROWS);
      found.subList(0, shown).forEach(difference -> rows.add(row(difference)));
      hidden += found.size() - shown;
    }
    for (Outcome outcome : AFTER) {
      List<Difference> found = comparison.differences(outcome);
      if (all) {
        found.forEach(difference -> rows.add(row(difference)));
      } else {
        hidden += found.size();
      }
    }
    List<String> lines = new ArrayList<>(rows.size() == 1 ? List.of() : fitted(rows));
    if (hidden > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d more %s; --all shows %s",
              hidden,
              hidden == 1 ? "difference" : "differences",
              hidden == 1 ? "it" : "them"));
    }
    return lines;
  }

  /**
   * Rows that are too wide go without intervals, and names in them are cut where that is not
   * enough.
   */
  private static List<String> fitted(List<List<String>> rows) {
    if (Columns.fit(rows)) {
      return Columns.aligned(rows);
    }
    List<String> lines =
        new ArrayList<>(
            Columns.fitted(
                rows.stream()
                    .map(row -> row.stream().map(ComparisonTable::withoutInterval).toList())
                    .toList()));
    lines.add("intervals stand on the page");
    return lines;
  }

  private static String withoutInterval(String cell) {
    return cell.replaceFirst("^(\\S+) \\[[^\\[\\]]*\\]$", "$1");
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
    return PlainText.of(Columns.cut(text, WIDEST));
  }
}
