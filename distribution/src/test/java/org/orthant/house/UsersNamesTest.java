package org.orthant.house;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A network from a folder, whose layers are called as no path and no page should hold them. */
class UsersNamesTest {
  private static final String CONVOLUTION = "../a/b <c>..";
  private static final String HIDDEN = "labels.npy";
  private static final String HEAD = "=1+\"&amp;', </script>";
  private static final List<String> LAYERS = List.of(CONVOLUTION, HIDDEN, HEAD);

  private static final String NETWORK =
      """
      format: 1
      input: { height: 28, width: 28, channels: 1 }
      scores: "=1+\\"&amp;', </script>"
      nodes:
        ../a/b <c>..:
          convolution: { input: input, kernel: [5, 5], stride: [5, 5], weights: convolution.npy }
        ..: { sign: { input: ../a/b <c>.. } }
        labels.npy: { convolution: { input: .., kernel: [5, 5], weights: hidden.npy } }
        "=1+\\"&amp;', </script>": { dense: { input: labels.npy, weights: head.npy } }
      """;

  private static final String CONFIG =
      """
      name: names
      dataset: { digits: { training: 200, test: 40 } }
      network: { graph: { folder: FOLDER } }
      quantizers: { binary: binary }
      layers: ["../a/b *", "*npy", "=1*"]
      probes:
        - accuracy: { images: 40 }
        - weights
        - angle
        - ablation: { images: 40, refit: 50 }
        - dot-product: { images: 20 }
      """;

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path out;

  @BeforeAll
  static void run() throws IOException {
    Path network = Files.createDirectory(folder.resolve("net"));
    Files.writeString(network.resolve("network.yaml"), NETWORK);
    array(network.resolve("convolution.npy"), 8, 25);
    array(network.resolve("hidden.npy"), 6, 200);
    array(network.resolve("head.npy"), 10, 6);
    orthant = new Orthant(folder.resolve("home"));
    out = folder.resolve("out");
    run(network, out);
  }

  private static void run(Path network, Path out) throws IOException {
    Path config = folder.resolve("run.yaml");
    Files.writeString(config, CONFIG.replace("FOLDER", network.toString()));
    Orthant.Ending ending =
        orthant.execute("run", config.toString(), "--out", out.toString(), "--export");
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
  }

  private static void array(Path file, int rows, int columns) throws IOException {
    String header =
        String.format(
            Locale.ROOT,
            "%-117s\n",
            String.format(
                Locale.ROOT,
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
                rows,
                columns));
    ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.put(header.getBytes(ISO_8859_1));
    for (int i = 0; i < rows * columns; i++) {
      bytes.putFloat((float) Math.sin(1 + i * i));
    }
    Files.write(file, bytes.array());
  }

  @Test
  void theResultCallsLayersAsTheUserDoes() throws IOException {
    assertThat(ResultFile.read(out.resolve("result.json")).root().path("layers"))
        .extracting(layer -> layer.path("name").asText())
        .containsExactlyElementsOf(LAYERS);
  }

  @Test
  void noFileLiesElsewhere() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .contains("net", "home", "out")
          .doesNotContain("a");
    }
    Path export = out.resolve("export");
    assertThat(export.resolve("%2E.%2Fa%2Fb%20%3Cc%3E../binary/weights.npy")).isNotEmptyFile();
    assertThat(export.resolve("labels%2Enpy/inputs.npy")).isNotEmptyFile();
    assertThat(export.resolve("labels.npy")).isRegularFile();
  }

  @Test
  void theExportedNetworkIsTheSame() throws IOException {
    Path again = folder.resolve("again");
    run(out.resolve("export"), again);

    ResultFile found = ResultFile.read(again.resolve("result.json"));
    ResultFile expected = ResultFile.read(out.resolve("result.json"));
    assertThat(found.root().path("findings")).isEqualTo(expected.root().path("findings"));
  }

  @Test
  void thePageHoldsNamesAsText() throws IOException {
    String page = Files.readString(out.resolve("index.html"));

    assertThat(page).contains("a/b &lt;c>..").doesNotContain("a/b <c>..");
    assertThat(page.split("</script>", -1)).hasSameSizeAs(page.split("<script", -1));
  }
}
