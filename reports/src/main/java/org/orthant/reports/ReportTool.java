package org.orthant.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.orthant.reports.figure.FigureFolder;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;

/**
 * Renders a result.json: {@code orthant-report RESULT.json [--out PATH] [--format
 * html|csv|json|md|tex]}. {@code html} is the page, index.html; {@code csv} has every number,
 * findings.csv; {@code json} numbers and verdicts without the charts' bins, findings.json; {@code
 * md} the paper's claims and the scorecard as tables in Markdown, claims.md; {@code tex} both in
 * LaTeX, report.tex. Without {@code --out} the file lies beside the result.
 *
 * <p>With {@code --figures DIR} it writes the figures instead, each as SVG and as tables for
 * pgfplots; with {@code --paper} those of the paper, and says what the others need.
 *
 * <p>Prints what a page says first, then its address, or the path of another file, and returns 0.
 * Returns 2 for arguments or a result that cannot be used and 1 if something cannot be written,
 * with one line that says why.
 */
public final class ReportTool implements ToolProvider {
  private static final String FIGURES = "--figures";
  private static final String PAPER = "--paper";
  private static final String USAGE =
      "orthant-report RESULT.json [--out PATH] [--format html|csv|json|md|tex]"
          + " [--figures DIR [--paper]]";

  @Override
  public String name() {
    return "orthant-report";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Arguments order =
          Arguments.of(USAGE, 1, Set.of("--out", "--format", FIGURES), Set.of(PAPER), arguments);
      if (order.option(FIGURES).isPresent()) {
        figures(order, out);
        return 0;
      }
      if (order.flags().contains(PAPER)) {
        throw new UnusableInputException("--paper goes with --figures DIR; usage: " + USAGE);
      }
      Format format = order.option("--format").map(Format::named).orElse(Format.HTML);
      Path result = order.files().get(0);
      ReportFile file = order.report(result, format.file());
      Format.Rendered rendered = format.render(result);
      file.write(rendered.content());
      rendered.summary().forEach(out::println);
      out.println(format.address(file.path()));
      return 0;
    } catch (UnusableInputException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void figures(Arguments order, PrintWriter out) throws IOException {
    if (order.options().size() > 1) {
      throw new UnusableInputException(
          "--figures writes figures alone: leave --out and --format away");
    }
    FigureFolder folder = new FigureFolder(Arguments.path(order.option(FIGURES).orElseThrow()));
    Result result = ResultReader.read(order.files().get(0));
    List<String> missing =
        order.flags().contains(PAPER) ? folder.writePaper(result) : folder.write(result);
    missing.forEach(out::println);
    out.println(folder.path());
  }
}
