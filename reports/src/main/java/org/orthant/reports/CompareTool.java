package org.orthant.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.orthant.reports.comparison.Comparison;
import org.orthant.reports.comparison.ComparisonPage;
import org.orthant.reports.comparison.ComparisonTable;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;
import org.orthant.reports.words.PlainText;

/**
 * Compares two results: {@code orthant-compare A.json B.json [--out PATH]}. Without {@code --out}
 * the page is compare.html beside B.
 *
 * <p>Prints what differs beyond noise, the path of the page, and a line that sums up. Returns 3
 * where B is worse and 0 where it is not. Returns 2 for arguments or results that cannot be used
 * and 1 if the page cannot be written, with one line that says why.
 */
public final class CompareTool implements ToolProvider {
  private static final String USAGE = "orthant-compare A.json B.json [--out PATH]";
  private static final int WORSE = 3;

  @Override
  public String name() {
    return "orthant-compare";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Arguments order = Arguments.of(USAGE, 2, Set.of("--out"), arguments);
      ReportFile page = order.report(order.files().get(1), "compare.html");
      Comparison comparison =
          Comparison.of(
              ResultReader.read(order.files().get(0)), ResultReader.read(order.files().get(1)));
      page.write(ComparisonPage.of(comparison).render());
      ComparisonTable.lines(comparison).forEach(out::println);
      comparison.cautions().forEach(caution -> out.println("caution: " + PlainText.of(caution)));
      out.println(page.path());
      out.println(comparison.summary());
      return comparison.isWorse() ? WORSE : 0;
    } catch (UnusableInputException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
