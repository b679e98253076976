package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/writing-a-plugin.md} to the letter: commands are run in their order, a block
 * after a line that ends with a path in backquotes and a colon is written to that file.
 */
class TutorialIT {
  private static final Path TUTORIAL = Path.of("..", "docs", "writing-a-plugin.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^(?<before>.*)\\n\\n```(?<language>\\w*)\\n(?<text>(?s:.*?))^```$");
  private static final Pattern FILE = Pattern.compile(".*`(?<path>[^`]+)`:");

  @TempDir Path folder;

  private record Block(String before, String language, String text) {}

  @Test
  void everyBlockDoesWhatTheTextSays() throws IOException {
    Outside outside = Outside.in(folder);
    List<Block> blocks = blocks();
    assertThat(blocks).extracting(Block::language).contains("sh", "java", "yaml");
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    for (Block block : blocks) {
      if (block.language.equals("sh")) {
        script.append(block.text);
      } else {
        Matcher file = FILE.matcher(block.before);
        assertThat(file.matches())
            .as("names the file of the block after it: " + block.before)
            .isTrue();
        script.append(
            "cat >%s <<'END OF FILE'\n%sEND OF FILE\n".formatted(file.group("path"), block.text));
      }
    }
    outside.requireSuccess(folder, "bash", "-c", script.toString());
    try (Stream<Path> reports =
        Files.find(folder, 3, (path, is) -> path.endsWith("report/index.html"))) {
      assertThat(reports).isNotEmpty();
    }
  }

  private static List<Block> blocks() throws IOException {
    String text = Files.readString(TUTORIAL);
    List<Block> blocks =
        BLOCK
            .matcher(text)
            .results()
            .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
            .toList();
    assertThat(blocks).hasSize(text.split("(?m)^```$", -1).length - 1);
    return blocks;
  }
}
