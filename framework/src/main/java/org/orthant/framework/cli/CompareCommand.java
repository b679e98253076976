package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Shows the difference of two finished runs. */
final class CompareCommand implements Command {
  private static final Option ALL =
      Option.builder()
          .longOpt("all")
          .desc("show what else differs too, besides what became worse or better")
          .get();

  private final Reporter reporter;

  @Inject
  CompareCommand(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String arguments() {
    return "A.json B.json";
  }

  @Override
  public String summary() {
    return "show how run B differs from run A; exit 3 where B is worse beyond the intervals";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "compare before/result.json after/result.json",
        "compare before/result.json after/result.json --all");
  }

  @Override
  public Options options() {
    return new Options().addOption(ResultFiles.out("compare.html")).addOption(ALL);
  }

  @Override
  public int execute(CommandLine line) {
    return reporter.compare(ResultFiles.arguments(line, 2, "A.json and B.json"));
  }
}
