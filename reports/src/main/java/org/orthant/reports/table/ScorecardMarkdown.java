package org.orthant.reports.table;

import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.reports.page.Scorecard;

/** The scorecard as a table in Markdown. */
public final class ScorecardMarkdown {
  private ScorecardMarkdown() {}

  public static String of(Scorecard card) {
    return "| layer | kind | d |"
        + card.quantizers().stream()
            .map(head -> " " + MarkdownCell.of(head.name()) + " |")
            .collect(Collectors.joining())
        + "\n|---|---|---|"
        + "---|".repeat(card.quantizers().size())
        + "\n"
        + card.rows().stream()
            .limit(most(card))
            .map(ScorecardMarkdown::row)
            .collect(Collectors.joining())
        + (card.rows().size() > most(card)
            ? String.format(
                Locale.ROOT, "\nThe worst first; %d more.\n", card.rows().size() - most(card))
            : "");
  }

  private static int most(Scorecard card) {
    return card.ofMany() ? Scorecard.PAGE : Integer.MAX_VALUE;
  }

  private static String row(Scorecard.Row row) {
    return String.format(
            Locale.ROOT,
            "| %s | %s | %s |",
            MarkdownCell.of(row.layer()),
            MarkdownCell.of(row.kind()),
            row.dimension() == 0 ? "" : Long.toString(row.dimension()))
        + row.cells().stream()
            .map(cell -> " " + MarkdownCell.of(written(cell)) + " |")
            .collect(Collectors.joining())
        + "\n";
  }

  private static String written(Scorecard.Cell cell) {
    return cell.decisive().isEmpty()
        ? cell.grade().label()
        : cell.grade().label() + ", " + cell.decisive();
  }
}
