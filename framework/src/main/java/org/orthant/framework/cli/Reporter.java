package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Hands a result to the report's renderer. The two know nothing of each other but the file, so the
 * renderer is found by name, as the JDK finds its own tools.
 */
final class Reporter {
  private static final String RENDERER = "orthant-report";

  private final Console console;

  @Inject
  Reporter(Console console) {
    this.console = console;
  }

  /** Renders beside the result and prints the page's path. */
  int render(Path result) {
    ToolProvider renderer =
        ToolProvider.findFirst(RENDERER)
            .orElseThrow(
                () -> new IllegalStateException("no renderer " + RENDERER + " on the class path"));
    return renderer.run(console.out(), console.err(), result.toString());
  }
}
