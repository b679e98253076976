package org.orthant.formats.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

/** Indices that are cut or damaged: each can be read still, or is refused, and none leads away. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FileIndexFuzzTest {
  private static final String INDEX =
      """
      {"metadata": {"total_size": 24}, "weight_map": {
        "a.weight": "model-00001-of-00002.safetensors",
        "b.weight": "model-00002-of-00002.safetensors"}}
      """;
  private static final Path FILE = newFile();
  private static final Fuzz FUZZ =
      new Fuzz("index.json", List.of(BadInputException.class), INDEX.getBytes(UTF_8));

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", ".safetensors.index.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    FUZZ.report();
  }

  @Property(seed = "1705")
  void indices(@ForAll Random random) {
    FUZZ.feed(random, FileIndexFuzzTest::read);
  }

  private static void read(byte... input) throws IOException {
    Files.write(FILE, input);
    assertThat(FileIndex.read(FILE).files().values())
        .allMatch(file -> file.getParent().equals(FILE.getParent()));
  }
}
