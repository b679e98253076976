package org.orthant.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.orthant.reports.result.UnusableInputException;

/**
 * Renders a result.json: {@code orthant-report RESULT.json [--out PATH] [--format
 * html|csv|json|md]}. {@code html} is the page, index.html; {@code csv} has every number,
 * findings.csv; {@code json} numbers and verdicts without the charts' bins, findings.json; {@code
 * md} the paper's claims as a table in Markdown, claims.md. Without {@code --out} the file lies
 * beside the result.
 *
 * <p>Prints what a page says first, then its address, or the path of another file, and returns 0.
 * Returns 2 for arguments or a result that cannot be used and 1 if the file cannot be written, with
 * one line that says why.
 */
public final class ReportTool implements ToolProvider {
  private static final String USAGE =
      "orthant-report RESULT.json [--out PATH] [--format html|csv|json|md]";

  @Override
  public String name() {
    return "orthant-report";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Arguments order = Arguments.of(USAGE, 1, Set.of("--out", "--format"), Set.of(), arguments);
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
}
