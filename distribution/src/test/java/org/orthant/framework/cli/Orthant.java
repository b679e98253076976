package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The command line in this process, with a home of its own.
 *
 * @param plugins whose service files name the plugins
 */
public record Orthant(Path home, ClassLoader plugins) {

  /** With the plugins that are shipped. */
  public Orthant(Path home) {
    this(home, Orthant.class.getClassLoader());
  }

  /** The folder of the shipped configurations. */
  public static final Path CONFIGS = Path.of("..", "configs");

  /** What a command left behind. */
  public record Ending(int exitCode, List<String> out, List<String> err) {}

  /** Runs a command. */
  public Ending execute(String... arguments) {
    return execute(line -> {}, arguments);
  }

  /**
   * Runs a command.
   *
   * @param progress is told each line on standard error when it is printed; the command waits
   */
  public Ending execute(Consumer<String> progress, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Lines err = new Lines(progress);
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of("ORTHANT_HOME", home.toString()),
            false);
    int exitCode = new CommandLineInterface(console, plugins).execute(arguments);
    return new Ending(
        exitCode, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }

  private static final class Lines extends ByteArrayOutputStream {
    private final Consumer<String> progress;
    private int told;

    Lines(Consumer<String> progress) {
      this.progress = progress;
    }

    @Override
    public void flush() {
      String all = toString(UTF_8);
      for (int end = all.indexOf('\n', told); end >= 0; end = all.indexOf('\n', told)) {
        String line = all.substring(told, end);
        told = end + 1;
        progress.accept(line);
      }
    }
  }
}
