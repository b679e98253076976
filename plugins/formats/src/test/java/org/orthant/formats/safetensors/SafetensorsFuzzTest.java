package org.orthant.formats.safetensors;

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

/** Files that are cut or damaged: each can be read still, or is refused. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class SafetensorsFuzzTest {
  private static final Path FILE = newFile();
  private static final Fuzz FUZZ = fuzz();

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", ".safetensors");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fuzz fuzz() {
    try {
      new TensorFile()
          .floats("a.weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
          .bytes("half", "F16", new byte[4], 2)
          .bytes("whole", "I64", new byte[8])
          .write(FILE);
      return new Fuzz("safetensors", List.of(BadInputException.class), Files.readAllBytes(FILE));
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
  void files(@ForAll Random random) {
    FUZZ.feed(random, SafetensorsFuzzTest::read);
  }

  private static void read(byte... input) throws IOException {
    Files.write(FILE, input);
    SafetensorsFile file = SafetensorsFile.open(FILE);
    for (Tensor tensor : file.tensors().values()) {
      try {
        assertThat(tensor.read()).isNotEmpty();
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith(tensor.name());
      }
    }
  }
}
