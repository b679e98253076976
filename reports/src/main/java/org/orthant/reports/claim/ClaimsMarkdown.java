package org.orthant.reports.claim;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        cell(claim.statement()),
        cell(claim.rule()),
        cell(claim.measured()));
  }

  /** Names of layers and quantizers come from a file, and stay text. */
  private static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ").replaceAll("[\\\\`*_{}\\[\\]<>|]", "\\\\$0");
  }
}
