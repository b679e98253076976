package org.orthant.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FilesFuzzTest {
  private static final Path FILE = newFile();
  private static final byte[] CHECKPOINT = checkpoint();
  private static final byte[] LOG =
      "epoch,loss,accuracy,seconds,conv1:mean-degrees\n1,0.5,0.9,3.5,\n2,0.25,0.95,7.25,41.5\n"
          .getBytes(UTF_8);
  private static final Fuzz ARRAY =
      new Fuzz(
          "NumPy",
          List.of(BadInputException.class),
          array("<f4", 6, 4, 1),
          array("<f8", 6, 8, 1),
          array("<f2", 6, 2, 2));
  private static final Fuzz SEALED = checkpoints("checkpoint, sealed after the change", unsealed());
  private static final Fuzz RAW = checkpoints("checkpoint", CHECKPOINT);
  private static final Fuzz CURVES =
      new Fuzz("log of a training", List.of(BadInputException.class), LOG);

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] array(String type, int numbers, int bytes, int version) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (2, %d), }\n"
            .formatted(type, numbers / 2);
    ByteBuffer file = ByteBuffer.allocate(6 + 2 + 2 * version + header.length() + numbers * bytes);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    file.put((byte) header.length()).put(new byte[2 * version - 1]).put(header.getBytes(UTF_8));
    return file.array();
  }

  private static Fuzz checkpoints(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(Checkpoint.CorruptException.class), valid);
  }

  private static byte[] checkpoint() {
    try {
      new Checkpoint(3, 0.5, Nd4j.createFromArray(1f, 2f, 3f), Nd4j.createFromArray(4f, 5f))
          .write(FILE);
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unsealed() {
    return ByteBuffer.allocate(CHECKPOINT.length - Integer.BYTES)
        .put(CHECKPOINT, 0, CHECKPOINT.length - Integer.BYTES)
        .array();
  }

  private static byte[] sealed(byte... input) {
    CRC32 checksum = new CRC32();
    checksum.update(input);
    return ByteBuffer.allocate(input.length + Integer.BYTES)
        .put(input)
        .putInt((int) checksum.getValue())
        .array();
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    List.of(ARRAY, RAW, SEALED, CURVES).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void arrays(@ForAll Random random) {
    ARRAY.feed(random, input -> NumpyFile.open(Files.write(FILE, input)).read());
  }

  @Property(seed = "1706")
  void checkpoints(@ForAll Random random) {
    RAW.feed(random, input -> Checkpoint.read(Files.write(FILE, input), 3, 2));
  }

  @Property(seed = "1707")
  void sealedCheckpoints(@ForAll Random random) {
    SEALED.feed(random, input -> Checkpoint.read(Files.write(FILE, sealed(input)), 3, 2));
  }

  @Property(seed = "1708")
  void logs(@ForAll Random random) {
    CURVES.feed(random, input -> TrainingLog.find(Files.write(FILE, input)).orElseThrow().curves());
  }
}
