package org.orthant.reports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.orthant.reports.comparison.Comparison;
import org.orthant.reports.comparison.ComparisonPage;
import org.orthant.reports.comparison.ComparisonTable;
import org.orthant.reports.comparison.RunLabels;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;

/**
 * Compares two results: {@code orthant-compare A.json B.json [--out PATH] [--all]}. Without {@code
 * --out} the page is compare.html beside B.
 *
 * <p>Prints how the comparison ended, what became worse or better beyond noise, with {@code --all}
 * what else differs, and the page's address. Returns 3 where B is worse and 0 where it is not.
 * Returns 2 for arguments or results that cannot be used and 1 if the page cannot be written, with
 * one line that says why.
 */
public final class CompareTool implements ToolProvider {
  private static final String USAGE = "orthant-compare A.json B.json [--out PATH] [--all]";
  private static final int WORSE = 3;

  @Override
  public String name() {
    return "orthant-compare";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      Arguments order = Arguments.of(USAGE, 2, Set.of("--out"), Set.of("--all"), arguments);
      Path fileOfA = order.files().get(0);
      Path fileOfB = order.files().get(1);
      ReportFile page = order.report(fileOfB, "compare.html");
      Comparison comparison = comparison(fileOfA, fileOfB);
      RunLabels labels = RunLabels.of(comparison.a(), fileOfA, comparison.b(), fileOfB);
      page.write(ComparisonPage.of(comparison, labels).render());
      new ComparisonTable(comparison, order.flags().contains("--all"))
          .lines(labels)
          .forEach(out::println);
      out.println(page.path().toUri());
      return comparison.isWorse() ? WORSE : 0;
    } catch (UnusableInputException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static Comparison comparison(Path a, Path b) {
    Result before = ResultReader.read(a);
    Result after = ResultReader.read(b);
    try {
      return Comparison.of(before, after);
    } catch (UnusableInputException e) {
      throw new UnusableInputException(a + " and " + b + ": " + e.getMessage());
    }
  }
}
