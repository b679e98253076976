package org.orthant.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.file.DamagedFileException;
import org.orthant.api.file.KeptFile;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FilesFuzzTest {
  private static final Path FILE = newFile();
  private static final KeptFile KEPT = new KeptFile(FILE, "0123.network");
  private static final int CHECKSUM_BYTES = 32;
  private static final byte[] CHECKPOINT = checkpoint();
  private static final byte[] LOG =
      "epoch,loss,accuracy,seconds,conv1:mean-degrees\n1,0.5,0.9,3.5,\n2,0.25,0.95,7.25,41.5\n"
          .getBytes(UTF_8);
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

  private static Fuzz checkpoints(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(DamagedFileException.class), valid);
  }

  private static byte[] checkpoint() {
    try {
      new Checkpoint(
              "Java",
              new TrainingLog(List.of(Map.of("loss", 0.75), Map.of("loss", 0.5, "accuracy", 0.25))),
              0.5,
              Nd4j.createFromArray(1f, 2f, 3f),
              Nd4j.createFromArray(4f, 5f),
              Optional.empty())
          .write(KEPT);
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unsealed() {
    return Arrays.copyOf(CHECKPOINT, CHECKPOINT.length - CHECKSUM_BYTES);
  }

  private static byte[] sealed(byte... input) {
    try {
      return ByteBuffer.allocate(input.length + CHECKSUM_BYTES)
          .put(input)
          .put(MessageDigest.getInstance("SHA-256").digest(input))
          .array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    List.of(RAW, SEALED, CURVES).forEach(Fuzz::report);
  }

  @Property(seed = "1706")
  void checkpoints(@ForAll Random random) {
    RAW.feed(random, FilesFuzzTest::readCheckpoint);
  }

  @Property(seed = "1707")
  void sealedCheckpoints(@ForAll Random random) {
    SEALED.feed(random, input -> readCheckpoint(sealed(input)));
  }

  private static Checkpoint readCheckpoint(byte... input) throws IOException {
    Files.write(FILE, input);
    return Checkpoint.find(KEPT, 3, 2, Keep.LAST).orElseThrow();
  }

  @Property(seed = "1708")
  void logs(@ForAll Random random) {
    CURVES.feed(random, input -> TrainingLog.find(Files.write(FILE, input)).orElseThrow().curves());
  }
}
