package org.orthant.formats.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.BadInputException;
import org.orthant.fuzz.Fuzz;

/** Folders that are cut or damaged: each is a network still, or refused in one line. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FolderFuzzTest {
  private static final String NODES =
      """
        conv/1: { convolution: { input: input, kernel: [3, 3], stride: [1, 1], pads: [1, 1, 1, 1],
            pad-value: 1, groups: 2, weights: w.npy, computed: c.npy, quantizer: "sign" } }
        norm: { batch-norm: { input: conv/1, gamma: n.npy, beta: n.npy, mean: n.npy, variance: n.npy,
            epsilon: 1.0e-5 } }
        sign: { sign: { input: norm, zero: 0 } }
        sum: { add: { inputs: [sign, norm] } }
        part: { slice: { input: sum, from: 0, to: 2 } }
        beside: { concat: { inputs: [part, input] } }
        clip: { clip: { input: beside, low: 0, high: .inf } }
        slope: { prelu: { input: clip, slopes: n.npy } }
        pool: { pool: { input: slope, kind: average, kernel: [2, 2], stride: [2, 2] } }
        flat: { flatten: { input: pool } }
        head: { dense: { input: flat, weights: head.npy } }
        bias: { scale: { input: head, factor: 2, shift: b.npy } }
      """;
  private static final NetworkFolder FOLDER = newFolder();
  private static final byte[] YAML = bytes("network.yaml");
  private static final Fuzz DESCRIPTION =
      new Fuzz("network.yaml", List.of(BadInputException.class), YAML, spread());
  private static final Fuzz ARRAY =
      new Fuzz("array of a network", List.of(BadInputException.class), bytes("n.npy"));

  private static NetworkFolder newFolder() {
    try {
      NetworkFolder folder =
          new NetworkFolder(Files.createTempDirectory("fuzz"))
              .array("w.npy", NetworkFolder.numbers(36, 1), 4, 9)
              .array("c.npy", "|i1", false, new byte[36], 4, 9)
              .array("n.npy", new float[] {1, 2, 0.5f, 0}, 4)
              .array("head.npy", NetworkFolder.numbers(32, 2), 2, 16)
              .array("b.npy", new float[] {1, -1}, 2);
      return folder.yaml(NetworkFolder.HEAD.replace("scores: head", "scores: bias") + NODES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same network, with a line for each word. */
  private static byte[] spread() {
    return new String(YAML, UTF_8).replace(", ", ",\n      ").getBytes(UTF_8);
  }

  private static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.path().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER.path())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    DESCRIPTION.report();
    ARRAY.report();
  }

  @Property(seed = "1705")
  void descriptions(@ForAll Random random) {
    DESCRIPTION.feed(random, input -> read("network.yaml", input));
  }

  @Property(seed = "1706")
  void arrays(@ForAll Random random) {
    ARRAY.feed(random, input -> read("n.npy", input));
  }

  private static void read(String name, byte... input) throws IOException {
    byte[] before = bytes(name);
    Files.write(FOLDER.path().resolve(name), input);
    try {
      FOLDER.layers();
      FOLDER.obtain();
    } catch (BadInputException e) {
      assertThat(e.getMessage()).startsWith("graph: " + FOLDER.path()).doesNotContainPattern("\\R");
      throw e;
    } finally {
      Files.write(FOLDER.path().resolve(name), before);
    }
  }
}
