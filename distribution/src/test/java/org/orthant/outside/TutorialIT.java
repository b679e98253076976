package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
  private static final String FENCE = "```";
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
    List<Block> blocks = new ArrayList<>();
    String before = "";
    Iterator<String> lines = Files.readAllLines(TUTORIAL).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(FENCE)) {
        StringBuilder text = new StringBuilder();
        for (String inside = lines.next(); !inside.equals(FENCE); inside = lines.next()) {
          text.append(inside).append('\n');
        }
        blocks.add(new Block(before, line.substring(FENCE.length()), text.toString()));
      } else if (!line.isBlank()) {
        before = line;
      }
    }
    return blocks;
  }
}
