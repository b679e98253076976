package org.orthant.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FilesFuzzTest {
  private static final byte[] IMAGES =
      ByteBuffer.allocate(4 * Integer.BYTES + 12)
          .putInt(0x0803)
          .putInt(2)
          .putInt(2)
          .putInt(3)
          .array();
  private static final byte[] LABELS =
      ByteBuffer.allocate(2 * Integer.BYTES + 3).putInt(0x0801).putInt(3).array();
  private static final Fuzz UNPACKED = fuzz("IDX, packed after the change", IMAGES);
  private static final Fuzz UNPACKED_LABELS = fuzz("IDX labels, packed after the change", LABELS);
  private static final Fuzz PACKED = fuzz("gzip of an IDX file", gzip(IMAGES));
  private static final Fuzz BATCH = fuzz("CIFAR-10", new byte[2 * 3073]);

  private static Path file;

  private static Fuzz fuzz(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(BadInputException.class), valid);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("fuzz", "");
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(file);
    List.of(UNPACKED, UNPACKED_LABELS, PACKED, BATCH).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void images(@ForAll Random random) {
    UNPACKED.feed(random, input -> readImages(gzip(input)));
  }

  @Property(seed = "1706")
  void labels(@ForAll Random random) {
    UNPACKED_LABELS.feed(
        random, input -> new IdxFile(Files.write(file, gzip(input))).labels(3, 10));
  }

  @Property(seed = "1707")
  void gzips(@ForAll Random random) {
    PACKED.feed(random, FilesFuzzTest::readImages);
  }

  private static void readImages(byte... input) throws IOException {
    new IdxFile(Files.write(file, input)).images(2, 2, 3);
  }

  @Property(seed = "1708")
  void batches(@ForAll Random random) {
    BATCH.feed(random, input -> new CifarBatches(List.of(Files.write(file, input)), 2, 10).read());
  }
}
