package org.orthant.framework.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.orthant.api.BadInputException;

/** The command line of the tools that read results, as those tools take it. */
final class ResultFiles {
  private ResultFiles() {}

  static Option out(String file) {
    return Option.builder()
        .longOpt("out")
        .hasArg()
        .argName("PATH")
        .desc(
            "write here: a file if the name ends as the report's does, else the folder of "
                + file
                + "; without it, beside the result")
        .get();
  }

  /**
   * The arguments of a tool.
   *
   * @param count how many results it reads
   * @param what they are, for the message
   * @throws BadInputException if there are more or fewer
   */
  static String[] arguments(CommandLine line, int count, String what) {
    if (line.getArgList().size() != count) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "expected %s and nothing else, got %s", what, line.getArgList()));
    }
    List<String> arguments = new ArrayList<>(line.getArgList());
    for (Option option : line.getOptions()) {
      if (option.hasArg()) {
        arguments.addAll(List.of("--" + option.getLongOpt(), option.getValue()));
      } else if (!option.equals(CommandLineInterface.VERBOSE)) {
        arguments.add("--" + option.getLongOpt());
      }
    }
    return arguments.toArray(String[]::new);
  }
}
