package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "check",
        "plugins",
        "report",
        "compare",
        "schema",
        "new-plugin",
        "inspect",
        "cache"
      })
  void everyCommandShowsTwoExamplesAndNoLineIsTooLong(String command) {
    List<String> lines = help(command, "--help");

    assertThat(lines).allMatch(line -> line.length() <= TextTable.WIDTH);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("  orthant " + command))
        .hasSizeGreaterThanOrEqualTo(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void theOverviewNamesEveryCommandOnALineOfItsOwn() {
    List<String> lines = help("--help");

    assertThat(lines).allMatch(line -> line.length() <= TextTable.WIDTH);
    assertThat(lines).anyMatch(line -> line.startsWith("  compare A.json B.json"));
  }

  @Test
  void everyOptionOfAnExampleIsOneOfTheCommand() {
    for (String command :
        List.of("run", "check", "report", "compare", "new-plugin", "inspect", "cache")) {
      List<String> lines = help(command, "--help");
      List<String> options =
          lines.stream()
              .filter(line -> line.startsWith("  --"))
              .map(line -> line.strip().split(" ", 2)[0])
              .toList();
      for (String line : lines) {
        if (line.startsWith("  orthant ")) {
          for (String word : line.strip().split(" ", -1)) {
            assertThat(!word.startsWith("--") || options.contains(word)).as(line).isTrue();
          }
        }
      }
    }
  }

  private List<String> help(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            Map.of("ORTHANT_HOME", home.toString()),
            false);
    assertThat(new CommandLineInterface(console).execute(arguments)).isEqualTo(ExitCode.DONE);
    return out.toString(UTF_8).lines().toList();
  }
}
