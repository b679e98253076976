package org.orthant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.framework.cli.Orthant;

/** Files of every format, damaged: each is a network still, or one line says what is wrong. */
class HostileFilesTest {
  private static final int DAMAGES = Integer.getInteger("orthant.hostile.tries", 60);
  private static final long MOST_ALLOCATED = 128L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String DESCRIPTION =
      """
      format: 1
      input: { height: 28, width: 28, channels: 1 }
      scores: head
      arrays: model.safetensors
      nodes:
        pool: { pool: { input: input, kind: max, kernel: [14, 14], stride: [14, 14] } }
        flat: { flatten: { input: pool } }
        sign: { sign: { input: flat, zero: 0 } }
        head: { dense: { input: sign, weights: head.weight } }
      """;

  private static final String RUN =
      """
      name: hostile
      seed: 1
      dataset: mnist
      network: { graph: { folder: . } }
      quantizers: { binary: binary }
      probes: [angle]
      """;

  @TempDir Path folder;
  private final Random random = new Random(1705);

  @BeforeEach
  void describe() throws IOException {
    Files.writeString(folder.resolve("run.yaml"), RUN);
  }

  /** A file of that name, with a small network. */
  private Path sound(String name) throws IOException {
    Path file = folder.resolve(name);
    switch (name) {
      case "net.onnx" ->
          Files.write(
              file,
              OnnxWriter.bytes(RandomBinaryNetwork.convolutional(), OnnxWriter.Signs.BIPOLAR));
      case "net.h5" ->
          KerasWriter.write(file, RandomBinaryNetwork.convolutional(), KerasWriter.Library.LARQ);
      case "net.keras" ->
          KerasWriter.write(
              file, RandomBinaryNetwork.convolutional(), KerasWriter.Library.BINARY_NET);
      case "net.zip" -> Deeplearning4jWriter.write(file, RandomBinaryNetwork.convolutional());
      default -> {
        Files.writeString(folder.resolve("network.yaml"), DESCRIPTION);
        Files.write(folder.resolve("model.safetensors"), tensors());
      }
    }
    return file;
  }

  /** One tensor, [10, 4]. */
  private static byte[] tensors() {
    byte[] header =
        "{\"head.weight\":{\"dtype\":\"F32\",\"shape\":[10,4],\"data_offsets\":[0,160]}}"
            .getBytes(UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + header.length + 160).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    while (file.hasRemaining()) {
      file.putFloat(file.remaining() - 80.5f);
    }
    return file.array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"net.onnx", "net.h5", "net.keras", "net.zip", "network.yaml", "model.safetensors"})
  void damagedFiles(String name) throws IOException {
    Path file = sound(name);
    byte[] whole = Files.readAllBytes(file);
    assertThat(ending(file).exitCode()).as(String.join("\n", ending(file).err())).isZero();
    List<Path> files = files();
    for (int i = 0; i < DAMAGES; i++) {
      Files.write(file, damaged(whole));
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Orthant.Ending ending = ending(file);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      requireDeclared("damage " + i, ending);
      assertThat(allocated).as("bytes allocated for damage %d", i).isLessThan(MOST_ALLOCATED);
    }
    assertThat(files()).isEqualTo(files);
  }

  /** Runs the command that reads the file. */
  private Orthant.Ending ending(Path file) {
    boolean isPart = Files.exists(folder.resolve("network.yaml"));
    return new Orthant(folder.resolve("home"))
        .execute(
            isPart ? "check" : "inspect",
            isPart ? folder.resolve("run.yaml").toString() : file.toString());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private static void requireDeclared(String damage, Orthant.Ending ending) {
    String said = damage + ": " + String.join("\n", ending.err());
    assertThat(ending.exitCode()).as(said).isIn(0, 2);
    assertThat(ending.err()).as(said).hasSize(ending.exitCode() / 2);
    assertThat(ending.err()).as(said).allMatch(line -> line.matches("(orthant|.*yaml:4:12): .+"));
  }

  private byte[] damaged(byte[] whole) {
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> flipped(whole);
      default -> spliced(whole);
    };
  }

  /** With other bits in up to eight places. */
  private byte[] flipped(byte[] whole) {
    byte[] damaged = whole.clone();
    for (int places = 1 + random.nextInt(8); places > 0; places--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return damaged;
  }

  /** With one part of it instead of another, of another length. */
  private byte[] spliced(byte[] whole) {
    int from = random.nextInt(whole.length);
    int to = Math.min(whole.length, from + random.nextInt(200));
    int start = random.nextInt(whole.length);
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(whole, 0, from);
    spliced.write(whole, start, Math.min(whole.length - start, random.nextInt(200)));
    spliced.write(whole, to, whole.length - to);
    return spliced.toByteArray();
  }
}
