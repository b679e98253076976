package org.orthant.framework.cli;

import java.util.List;
import org.orthant.framework.failure.ForeignExit;

/**
 * Starts Orthant from the command line. The launcher sets {@code orthant.interactive} where a
 * terminal shows what goes to standard error.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Read by logback.xml, so set before the first logger is made.
    System.setProperty(
        "orthant.log.level", List.of(arguments).contains("--verbose") ? "INFO" : "ERROR");
    Console console =
        new Console(
            System.out, System.err, System.getenv(), Boolean.getBoolean("orthant.interactive"));
    ForeignExit exit = ForeignExit.guard(System.err);
    exit.exit(new CommandLineInterface(console).execute(arguments));
  }
}
