package org.orthant.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration on threads, in Spark and on a cluster: every way gives the same bytes. */
class OneResultTest {
  private static final String CONFIG =
      """
      name: one-result
      dataset: { digits: { training: 400, test: 1000 } }
      network: { bnn-mlp: { dense: [32], training: { epochs: 2, batch: 50 } } }
      quantizers: { binary: binary, rotated: { gbt: { quantizer: binary, rotation: dct } } }
      probes:
        - angle
        - dot-product: { images: 500 }
        - activation-dot-product: { images: 500 }
        - permutation: { images: 300 }
        - ablation: { images: 1000, refit: 200 }
        - gradient: { images: 200, refit: 200 }
        - spectrum: { images: 100 }
        - weights
      advice: { budgets: { bits-per-weight: [1, 16] } }
      """;

  private static final String SWEEP =
      """
      name: parts
      dataset: { digits: { training: 200, test: 100 } }
      network: { bnn-mlp: { dense: [8], training: { epochs: 1, batch: 50 } } }
      quantizers: { binary: binary }
      probes: [angle, { accuracy: { images: 100 } }]
      sweep: { seed: [1, 2, 3] }
      """;

  private static final String LAYERS =
      """
      name: layers
      network: { safetensors: { files: model.safetensors } }
      quantizers: { binary: binary, rotated: { gbt: { quantizer: binary, rotation: hadamard } } }
      probes: [angle, weights, { error: { images: 0 } }, column-outliers]
      """;

  /** The first, and one for each time that probe advice goes on. */
  private static final int MOST_ROUNDS = 4;

  @TempDir static Path folder;
  private static byte[] onOneThread;

  @BeforeAll
  static void oneThread() throws Exception {
    onOneThread = result(run("one", CONFIG, "local: {threads: 1}").resolve("result.json"));
  }

  @Test
  void twoThreads() throws Exception {
    Path out = run("two", CONFIG, "local: {threads: 2}");
    assertThat(result(out.resolve("result.json"))).isEqualTo(onOneThread);
  }

  @Test
  void sparkInThisProcess() throws Exception {
    Path out = run("spark", CONFIG, "spark: {master: 'local[2]', shards: 7}");
    assertThat(result(out.resolve("result.json"))).isEqualTo(onOneThread);
  }

  @Test
  void clusterOfWhichAWorkerIsKilled() throws Exception {
    try (LoopbackCluster cluster =
        LoopbackCluster.start(Files.createDirectory(folder.resolve("cluster")))) {
      String executor = on(cluster, 40);
      Path out = folder.resolve("killed");
      Process run = start("killed", CONFIG, executor, out);
      cluster.killAfterItsFirstShard(0);
      requireDone(run, "killed");
      assertThat(cluster.finishedTasks(1))
          .as("what the other worker did")
          .isBetween(1L, 40L * MOST_ROUNDS);
      assertThat(result(out.resolve("result.json"))).isEqualTo(onOneThread);
    }
  }

  /** Layers of a checkpoint are pieces of work as groups of images are. */
  @Test
  void storedLayers() throws Exception {
    Files.write(folder.resolve("model.safetensors"), checkpoint());
    byte[] here = result(run("layers", LAYERS, "local: {threads: 2}").resolve("result.json"));
    Path inSpark = run("layers-in-spark", LAYERS, "spark: {master: 'local[2]', shards: 3}");
    assertThat(result(inSpark.resolve("result.json"))).isEqualTo(here);
  }

  /** Four matrices of 32 × 16 float32, one of them with an infinite number. */
  private static byte[] checkpoint() {
    int bytes = 4 * 32 * 16;
    String header =
        IntStream.range(0, 4)
            .mapToObj(
                layer ->
                    "\"layers.%d.weight\":{\"dtype\":\"F32\",\"shape\":[32,16],\"data_offsets\":[%d,%d]}"
                        .formatted(layer, layer * bytes, (layer + 1) * bytes))
            .collect(joining(",", "{", "}"));
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + header.length() + 4 * bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length())
            .put(header.getBytes(UTF_8));
    SplittableRandom random = new SplittableRandom(3);
    while (file.hasRemaining()) {
      file.putFloat(
          file.remaining() == bytes ? Float.POSITIVE_INFINITY : (float) random.nextGaussian());
    }
    return file.array();
  }

  @Test
  void partsOfASweepSideBySide() throws Exception {
    Path here = run("parts-here", SWEEP, "local: {threads: 1}");
    try (LoopbackCluster cluster =
        LoopbackCluster.start(Files.createDirectory(folder.resolve("cluster-of-parts")))) {
      Path there = run("parts-there", SWEEP, on(cluster, 0));
      assertThat(cluster.finishedTasks(0)).isPositive();
      assertThat(cluster.finishedTasks(1)).isPositive();
      for (String seed : List.of("seed-1", "seed-2", "seed-3")) {
        Path part = Path.of("parts", seed, "result.json");
        assertThat(result(there.resolve(part))).isEqualTo(result(here.resolve(part)));
      }
      assertThat(there.resolve("index.html")).isNotEmptyFile();
    }
  }

  private static String on(LoopbackCluster cluster, int shards) {
    return ("spark: {master: '%s', shards: %d, memory: 800m,"
            + " settings: {spark.executor.memoryOverhead: 0}}")
        .formatted(cluster.master(), shards);
  }

  private static Path run(String name, String config, String executor) throws Exception {
    Path out = folder.resolve(name);
    requireDone(start(name, config, executor, out), name);
    return out;
  }

  private static Process start(String name, String config, String executor, Path out)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".yaml"), config);
    return Processes.start(
        folder.resolve(name + ".log"),
        Map.of("ORTHANT_HOME", folder.resolve("home").toString()),
        "org.orthant.framework.cli.Main",
        List.of(
            "run",
            file.toString(),
            "--set",
            "executor={" + executor + "}",
            "--out",
            out.toString()));
  }

  private static void requireDone(Process run, String name) throws Exception {
    assertThat(run.waitFor()).as(() -> log(name)).isZero();
  }

  private static String log(String name) {
    try (Stream<String> lines = Files.lines(folder.resolve(name + ".log"))) {
      return String.join("\n", lines.toList());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Byte for byte, but for what the run was made of. */
  private static byte[] result(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = (ObjectNode) mapper.readTree(file.toFile());
    assertThat(result.remove("provenance")).isNotNull();
    return mapper.writeValueAsBytes(result);
  }
}
