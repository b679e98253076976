package org.orthant.api.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class NumpyFileFuzzTest {
  private static final Path FILE = newFile();
  private static final Fuzz ARRAY =
      new Fuzz(
          "NumPy",
          List.of(BadInputException.class),
          array("<f4", 4, 1),
          array("<f8", 8, 1),
          array("<f2", 2, 2),
          array(">f4", 4, 3),
          array("|i1", 1, 1));

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Six zeros. */
  private static byte[] array(String type, int bytes, int version) {
    String header =
        String.format(
            Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (2, 3), }%n", type);
    ByteBuffer file =
        ByteBuffer.allocate(6 + 2 + (version == 1 ? 2 : 4) + header.length() + 6 * bytes);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    file.put((byte) header.length())
        .put(new byte[version == 1 ? 1 : 3])
        .put(header.getBytes(UTF_8));
    return file.array();
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    ARRAY.report();
  }

  @Property(seed = "1705")
  void arrays(@ForAll Random random) {
    ARRAY.feed(random, input -> NumpyFile.open(Files.write(FILE, input)).read());
  }
}
