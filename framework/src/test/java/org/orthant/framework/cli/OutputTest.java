package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  @TempDir Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {"--version", "--help", "schema", "plugins", "schema --help", "cache list"})
  void commandFailsWhoseOutputCannotBeWritten(String command) {
    assertThat(execute(new FullOutput(), command)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly("orthant: standard output cannot be written: it is full, or closed");
  }

  @Test
  void anotherFailureKeepsItsCode() {
    assertThat(execute(new FullOutput(), "")).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void commandsThatSayNothingNeedNoOutput() {
    assertThat(execute(new FullOutput(), "schema of-what")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly("orthant: expected no arguments, got [of-what]");
  }

  private int execute(OutputStream out, String command) {
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of("ORTHANT_HOME", home.toString()),
            false);
    return new CommandLineInterface(console)
        .execute(command.isEmpty() ? new String[0] : command.split(" ", -1));
  }

  /** As a file on a full disk. */
  private static final class FullOutput extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
