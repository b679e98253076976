package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another JDK finds the same to the last byte. It is the one that {@code ORTHANT_OTHER_JDK} names,
 * or lies beside that of the tests.
 */
class OtherJdkTest {
  /** The JDK that warns of native access first. */
  private static final int NATIVE_ACCESS = 24;

  private static final int OLDEST = 17;

  /** A training with every probe, in layers that are small. */
  private static final String TRAINED =
      """
      name: trained
      dataset: { digits: { training: 300, test: 150 } }
      network: { bnn-mlp: { dense: [64, 64], training: { epochs: 3, batch: 50, shift: 1, monitor: 1 } } }
      quantizers:
        binary: binary
        ternary: { ternary: { rule: optimal, threshold: 0.7, scaled: true } }
        uniform: { uniform: {} }
        entropy: { uniform: { bits: 4, per: layer, range: entropy } }
        covariance: { covariance-rounding: { quantizer: { uniform: { bits: 4 } } } }
        rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
        orthogonal: { gbt: { quantizer: binary, rotation: random-orthogonal } }
        cosines: { gbt: { quantizer: binary, rotation: dct } }
      layers: [dense2, dense3]
      probes:
        - angle: { fits: 3 }
        - dot-product: { images: 150 }
        - activation-dot-product: { images: 150 }
        - permutation: { images: 150 }
        - ablation: { images: 150, refit: 300 }
        - gradient: { images: 50, refit: 300 }
        - spectrum: { images: 50 }
        - weights
      """;

  /** Many normal numbers, whose rarest the JDK's own generators draw differently. */
  private static final String VECTORS =
      """
      name: vectors
      network:
        random-vectors:
          vectors: 1500
          isotropic: [27, 1152]
          exponential: [100]
          power-law: [8]
      quantizers:
        binary: binary
        ternary: ternary
      probes: [angle, { spectrum: { of: weights } }, weights]
      """;

  private record Jdk(Path folder, int version) {
    Path java() {
      return folder.resolve("bin").resolve("java");
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {TRAINED, VECTORS})
  void findsTheSame(String config) throws Exception {
    Optional<Jdk> other = other();
    assumeThat(other).as("needs another JDK: name its folder with ORTHANT_OTHER_JDK").isPresent();
    Path file = Files.writeString(folder.resolve("config.yaml"), config);
    Jdk own = jdk(Path.of(System.getProperty("java.home"))).orElseThrow();
    assertThat(result(file, other.get())).isEqualTo(result(file, own));
  }

  private static Optional<Jdk> other() throws IOException {
    String named = System.getenv("ORTHANT_OTHER_JDK");
    if (named != null) {
      return Optional.of(
          jdk(Path.of(named)).orElseThrow(() -> new AssertionError("no JDK at " + named)));
    }
    try (Stream<Path> beside = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      return beside
          .map(OtherJdkTest::jdk)
          .flatMap(Optional::stream)
          .filter(jdk -> jdk.version() >= OLDEST && jdk.version() != Runtime.version().feature())
          .findFirst();
    }
  }

  private static Optional<Jdk> jdk(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    Jdk jdk = new Jdk(folder, version.isEmpty() ? 0 : Runtime.Version.parse(version).feature());
    return Files.isExecutable(jdk.java()) ? Optional.of(jdk) : Optional.empty();
  }

  /** Without what the run was made of. */
  private String result(Path config, Jdk jdk) throws Exception {
    Path out = folder.resolve("out-" + jdk.version());
    Path log = folder.resolve("log-" + jdk.version());
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx1g"));
    if (jdk.version() >= NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.orthant.framework.cli.Main",
            "run",
            config.toString(),
            "--out",
            out.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ORTHANT_HOME", folder.resolve("home-" + jdk.version()).toString());
    assertThat(builder.start().waitFor()).as(() -> read(log)).isZero();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = (ObjectNode) mapper.readTree(out.resolve("result.json").toFile());
    assertThat(result.remove("provenance").path("java").asText())
        .startsWith(String.valueOf(jdk.version()));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
