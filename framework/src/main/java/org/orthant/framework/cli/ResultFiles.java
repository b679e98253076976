package org.orthant.framework.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.orthant.api.BadInputException;

/** The command line of the tools that read results, as those tools take it. */
final class ResultFiles {
  /** The options that tools take; others are the command line's own. */
  private static final Set<String> OF_TOOLS = Set.of("out", "format", "all", "figures", "paper");

  private ResultFiles() {}

  static Option out(String file) {
    return Option.builder()
        .longOpt("out")
        .hasArg()
        .argName("PATH")
        .desc("output file, or the folder for " + file + "; beside the result unless given")
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
      if (OF_TOOLS.contains(option.getLongOpt())) {
        arguments.add("--" + option.getLongOpt());
        if (option.hasArg()) {
          arguments.add(option.getValue());
        }
      }
    }
    return arguments.toArray(String[]::new);
  }
}
