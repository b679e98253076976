package org.orthant.framework.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Explains the command line. */
record Help(PrintStream out) {

  void overview(List<Command> commands) {
    out.println("Measures what quantization does to a neural network, layer by layer.");
    out.println();
    out.println("usage: orthant COMMAND");
    for (Command command : commands) {
      out.printf(
          Locale.ROOT,
          "  %-22s %s%n",
          command.name() + " " + command.arguments(),
          command.summary());
    }
    out.println();
    out.println("orthant COMMAND --help shows a command's options; orthant --version the version.");
    out.println("Exit codes: 0 done, 1 failed, 2 bad input, 3 a gate failed, 130 interrupted.");
  }

  void of(Command command, Options options) {
    out.printf(
        Locale.ROOT, "usage: orthant %s %s [options]%n", command.name(), command.arguments());
    out.println(command.summary());
    out.println();
    for (Option option : options.getOptions()) {
      String value = option.hasArg() ? " " + option.getArgName() : "";
      out.printf(
          Locale.ROOT, "  %-22s %s%n", "--" + option.getLongOpt() + value, option.getDescription());
    }
  }
}
