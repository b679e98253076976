package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.orthant.framework.failure.ForeignExit;
import org.orthant.framework.storage.Home;

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
            // In any locale: what is written there is a document, such as the schema.
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
            System.err,
            System.getenv(),
            Boolean.getBoolean("orthant.interactive"));
    // Of a user without a home, libraries would make a folder named "?".
    Home.ofLibraries(System.getenv())
        .ifPresent(home -> System.setProperty("user.home", home.toString()));
    ForeignExit exit = ForeignExit.guard(System.err);
    exit.exit(new CommandLineInterface(console).execute(arguments));
  }
}
