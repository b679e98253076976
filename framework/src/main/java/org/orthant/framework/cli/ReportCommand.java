package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Makes a page, or files for other programs, of a finished run. */
final class ReportCommand implements Command {
  private static final Option FORMAT =
      Option.builder()
          .longOpt("format")
          .hasArg()
          .argName("html|csv|json|md|tex")
          .desc(
              "html: the page, index.html (the default); csv: every number, one a row,"
                  + " findings.csv; json: numbers and verdicts for scripts, without the charts'"
                  + " bins, findings.json; md: the paper's claims and the scorecard as tables in Markdown,"
                  + " claims.md; tex: both in LaTeX, report.tex")
          .get();

  private static final Option FIGURES =
      Option.builder()
          .longOpt("figures")
          .hasArg()
          .argName("DIR")
          .desc("write the figures into this folder instead, as SVG and as tables for pgfplots")
          .get();

  private static final Option PAPER =
      Option.builder()
          .longOpt("paper")
          .desc("with --figures: the paper's figures under the paper's names, fig2a.svg and so on")
          .get();

  private final Reporter reporter;

  @Inject
  ReportCommand(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String arguments() {
    return "RESULT.json";
  }

  @Override
  public String summary() {
    return "write a finished run's numbers as a file for other programs, with --format, or its page once"
        + " more, without measuring again";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "report reports/out/quickstart/result.json",
        "report reports/out/quickstart/result.json --format csv --out numbers/");
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(ResultFiles.out("index.html"))
        .addOption(FORMAT)
        .addOption(FIGURES)
        .addOption(PAPER);
  }

  @Override
  public int execute(CommandLine line) {
    return reporter.report(ResultFiles.arguments(line, 1, "a RESULT.json"));
  }
}
