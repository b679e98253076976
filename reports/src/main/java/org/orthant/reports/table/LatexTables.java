package org.orthant.reports.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.reports.claim.Claim;
import org.orthant.reports.page.Scorecard;

/** The scorecard and the paper's claims as LaTeX, to be read by a document that has booktabs. */
public final class LatexTables {
  private static final String INTRODUCTION =
      "% \\input this where the tables belong; it needs \\usepackage{booktabs}.\n";

  private LatexTables() {}

  public static String of(Optional<Scorecard> scorecard, List<Claim> claims) {
    return INTRODUCTION
        + scorecard
            .filter(card -> !card.rows().isEmpty())
            .map(card -> scorecard(card) + "\n")
            .orElse("")
        + claims(claims);
  }

  private static String scorecard(Scorecard card) {
    StringBuilder tex = new StringBuilder();
    tex.append("\\begin{tabular}{llr")
        .append("lr".repeat(card.quantizers().size()))
        .append("}\n\\toprule\n & & ");
    for (Scorecard.Head head : card.quantizers()) {
      tex.append("& \\multicolumn{2}{c}{").append(Tex.of(head.name())).append("} ");
    }
    tex.append("\\\\\n");
    for (int i = 0; i < card.quantizers().size(); i++) {
      tex.append(String.format(Locale.ROOT, "\\cmidrule(lr){%d-%d}", 4 + 2 * i, 5 + 2 * i));
    }
    tex.append("\nlayer & kind & $d$")
        .append(" & grade & $r$".repeat(card.quantizers().size()))
        .append(" \\\\\n\\midrule\n");
    int most = card.ofMany() ? Scorecard.PAGE : card.rows().size();
    card.rows().stream().limit(most).forEach(row -> tex.append(row(row)));
    if (card.rows().size() > most) {
      tex.append(
          String.format(
              Locale.ROOT,
              "\\multicolumn{%d}{l}{the worst first; %d more} \\\\\n",
              3 + 2 * card.quantizers().size(),
              card.rows().size() - most));
    }
    return tex.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static String row(Scorecard.Row row) {
    return String.format(
            Locale.ROOT,
            "%s & %s & %s",
            Tex.of(row.layer()),
            Tex.of(row.kind()),
            row.dimension() == 0 ? "" : Long.toString(row.dimension()))
        + row.cells().stream()
            .map(
                cell ->
                    " & "
                        + Tex.of(cell.grade().label())
                        + " & "
                        + Tex.of(cell.writtenCorrelation()))
            .collect(Collectors.joining())
        + " \\\\\n";
  }

  private static String claims(List<Claim> claims) {
    return "\\begin{tabular}{llp{.3\\linewidth}p{.22\\linewidth}p{.22\\linewidth}}\n\\toprule\n"
        + " & outcome & the paper & pass if & measured \\\\\n\\midrule\n"
        + claims.stream().map(LatexTables::row).collect(Collectors.joining())
        + "\\bottomrule\n\\end{tabular}\n";
  }

  private static String row(Claim claim) {
    return String.format(
        Locale.ROOT,
        "P%d & %s & %s & %s & %s \\\\\n",
        claim.number(),
        Tex.of(claim.outcome().label()),
        Tex.of(claim.statement()),
        Tex.of(claim.rule()),
        Tex.of(claim.measured()));
  }
}
