package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at random moments ends with the result of an undisturbed one. {@code
 * -Dorthant.kills=20} kills it more often.
 */
class KilledRunTest {
  private static final int KILLS = Integer.getInteger("orthant.kills", 3);

  private static final String CONFIG =
      """
      name: killed
      dataset: { digits: { training: 500, test: 1000 } }
      network: { bnn-mlp: { dense: [64, 64], training: { epochs: 4, batch: 50 } } }
      quantizers:
        binary: binary
        ternary: ternary
        rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
      probes:
        - angle
        - dot-product: { images: 1000 }
        - permutation: { images: 1000 }
        - ablation: { images: 1000, refit: 500 }
        - gradient: { images: 500, refit: 500 }
      executor: { local: { threads: 1 } }
      """;

  @TempDir Path folder;

  @Test
  void endsAsIfNothingHadHappened() throws Exception {
    Path config = Files.writeString(folder.resolve("killed.yaml"), CONFIG);
    long began = System.nanoTime();
    Path undisturbed = run(config, "undisturbed");
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    SplittableRandom random = new SplittableRandom(5);
    int killed = 0;
    int resumed = 0;
    int life = 0;
    while (killed < KILLS) {
      Path home = folder.resolve("home-" + life);
      Path out = folder.resolve("out-" + life);
      Process run = start(config, home, out);
      if (!run.waitFor(random.nextLong(milliseconds / 4, milliseconds), TimeUnit.MILLISECONDS)) {
        run.destroyForcibly().waitFor();
        killed++;
        resumed += isHalfDone(home) ? 1 : 0;
      }
      // The page comes after the result, and a run may be killed between the two.
      if (Files.exists(out.resolve("result.json"))) {
        assertThat(result(out)).isEqualTo(result(undisturbed));
        life++;
      }
    }
    Path home = folder.resolve("home-" + life);
    Path out = folder.resolve("out-" + life);
    assertThat(start(config, home, out).waitFor()).as(() -> log(out)).isZero();
    assertThat(result(out)).isEqualTo(result(undisturbed));
    assertThat(isHalfDone(home)).as("something is left of interrupted runs").isFalse();
    System.out.printf(
        "killed %d times, %d times with groups measured, %d runs ended between%n",
        killed, resumed, life);
  }

  private Path run(Path config, String name) throws Exception {
    Path out = folder.resolve(name);
    assertThat(start(config, folder.resolve("home-" + name), out).waitFor())
        .as(() -> log(out))
        .isZero();
    return out;
  }

  private Process start(Path config, Path home, Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.orthant.framework.cli.Main",
                "run",
                config.toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(out).toFile()));
    builder.environment().put("ORTHANT_HOME", home.toString());
    return builder.start();
  }

  private static Path logFile(Path out) {
    return out.resolveSibling(out.getFileName() + ".log");
  }

  private static String log(Path out) {
    try {
      return Files.readString(logFile(out));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean isHalfDone(Path home) throws IOException {
    Path interim = home.resolve("cache").resolve("interim");
    if (!Files.isDirectory(interim)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(interim)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("group-"));
    }
  }

  /** Byte for byte, but for what the run was made of. */
  private static byte[] result(Path out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = (ObjectNode) mapper.readTree(out.resolve("result.json").toFile());
    assertThat(result.remove("provenance")).isNotNull();
    return mapper.writeValueAsBytes(result);
  }
}
