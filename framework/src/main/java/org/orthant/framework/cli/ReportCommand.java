package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;

/** Renders a result again. */
final class ReportCommand implements Command {
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
    return "render the report of a finished run again";
  }

  @Override
  public int execute(CommandLine line) {
    return reporter.render(Path.of(RunFile.onlyArgument(line, "a RESULT.json")));
  }
}
