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
    TextTable.print(
        out,
        commands.stream()
            .map(
                command ->
                    List.of(
                        (command.name() + " " + command.arguments()).strip(), command.summary()))
            .toList());
    out.println();
    out.println("orthant COMMAND --help shows a command's options and examples of it;");
    out.println("orthant --version the version.");
    out.println("Exit codes: 0 done, 1 failed, 2 bad input, 3 a gate failed, 130 interrupted.");
  }

  void of(Command command, Options options) {
    out.printf(
        Locale.ROOT, "usage: orthant %s %s [options]%n", command.name(), command.arguments());
    out.println(TextTable.wrapped("", command.summary(), 0));
    out.println();
    TextTable.print(out, options.getOptions().stream().map(Help::row).toList());
    out.println();
    out.println("examples");
    command.examples().forEach(example -> out.println("  orthant " + example));
  }

  private static List<String> row(Option option) {
    String value = option.hasArg() ? " " + option.getArgName() : "";
    return List.of("--" + option.getLongOpt() + value, option.getDescription());
  }
}
