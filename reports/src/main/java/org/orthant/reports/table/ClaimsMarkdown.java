package org.orthant.reports.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.reports.claim.Claim;

/** The paper's claims as a table in Markdown, for a document that quotes a run. */
public final class ClaimsMarkdown {
  private static final String HEAD =
      "| | outcome | the paper | PASS if | measured |\n|---|---|---|---|---|\n";

  private ClaimsMarkdown() {}

  public static String of(List<Claim> claims) {
    return claims.stream().map(ClaimsMarkdown::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Claim claim) {
    return String.format(
        Locale.ROOT,
        "| P%d | %s | %s | %s | %s |\n",
        claim.number(),
        claim.outcome().label(),
        MarkdownCell.of(claim.statement()),
        MarkdownCell.of(claim.rule()),
        MarkdownCell.of(claim.measured()));
  }
}
