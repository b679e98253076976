package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Hands results to the tools that read them. The two sides know nothing of each other but the file,
 * so the tools are found by name, as the JDK finds its own.
 */
final class Reporter {
  private static final String RENDERER = "orthant-report";
  private static final String COMPARER = "orthant-compare";

  private final Console console;

  @Inject
  Reporter(Console console) {
    this.console = console;
  }

  /**
   * The end of a tool.
   *
   * @param said what it would have printed
   * @param complaint what it would have printed about what went wrong; empty where nothing did
   */
  record Outcome(int exitCode, String said, String complaint) {}

  /** Renders into a file and prints nothing. */
  Outcome render(Path result, Path page) {
    StringWriter said = new StringWriter();
    StringWriter complaint = new StringWriter();
    int exitCode =
        tool(RENDERER)
            .run(
                new PrintWriter(said, true),
                new PrintWriter(complaint, true),
                result.toString(),
                "--out",
                page.toString());
    return new Outcome(exitCode, said.toString(), complaint.toString().strip());
  }

  /** Renders beside the result and prints the page's path. */
  int render(Path result) {
    return report(result.toString());
  }

  /** Renders as the arguments say. */
  int report(String... arguments) {
    return run(RENDERER, arguments);
  }

  /** Compares two results. */
  int compare(String... arguments) {
    return run(COMPARER, arguments);
  }

  private int run(String name, String... arguments) {
    ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    int exitCode =
        tool(name).run(console.out(), new PrintStream(complaint, true, UTF_8), arguments);
    complaint.toString(UTF_8).lines().forEach(line -> console.err().println("orthant: " + line));
    return exitCode;
  }

  private static ToolProvider tool(String name) {
    return ToolProvider.findFirst(name)
        .orElseThrow(() -> new IllegalStateException("no tool " + name + " on the class path"));
  }
}
