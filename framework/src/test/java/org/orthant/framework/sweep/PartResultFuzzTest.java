package org.orthant.framework.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;

final class PartResultFuzzTest {
  private static final Path FILE = newFile();
  private static final Fuzz FUZZ =
      new Fuzz("result.json of a part", List.of(UnusableResultException.class), example());

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", ".json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of the format's documentation. */
  private static byte[] example() {
    try {
      String page = Files.readString(Path.of("../docs/result-format.md"));
      int start = page.indexOf("```json") + "```json".length();
      return page.substring(start, page.indexOf("```", start)).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    FUZZ.report();
  }

  @Property(
      tries = Fuzz.ROUNDS,
      seed = "1705",
      shrinking = ShrinkingMode.OFF,
      edgeCases = EdgeCasesMode.NONE)
  void isReadOrRefused(@ForAll Random random) {
    FUZZ.feed(random, input -> PartResultReader.read(Files.write(FILE, input)));
  }
}
