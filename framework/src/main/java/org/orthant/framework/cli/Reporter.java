package org.orthant.framework.cli;

import com.google.inject.Inject;
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
    return ToolProvider.findFirst(name)
        .orElseThrow(() -> new IllegalStateException("no tool " + name + " on the class path"))
        .run(console.out(), console.err(), arguments);
  }
}
