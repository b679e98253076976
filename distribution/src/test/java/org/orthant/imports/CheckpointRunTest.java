package org.orthant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A run over the matrices of a checkpoint, one of which no probe can use, another of zeros. */
class CheckpointRunTest {
  private static final int WIDTH = 64;
  private static final int BLOCKS = 3;
  private static final String OUTLYING = "model.layers.1.down_proj.weight";
  private static final String ZEROS = "model.layers.0.up_proj.weight";
  private static final String BROKEN = "model.layers.2.down_proj.weight";

  private static final String CONFIG =
      """
      name: checkpoint
      seed: 3
      network: { safetensors: { files: model.safetensors } }
      quantizers:
        binary: binary
        bitnet: { ternary: { rule: absmean, scaled: true } }
        rotated: { gbt: { quantizer: binary, rotation: hadamard } }
      probes: [angle, { error: { images: 0 } }, weights, column-outliers]
      executor: { local: { threads: %d } }
      """;

  @TempDir static Path folder;
  private static Orthant orthant;
  private static ObjectNode result;

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"));
    Files.write(folder.resolve("model.safetensors"), checkpoint(matrices()));
    result = run("two", 2);
  }

  private static ObjectNode run(String name, int threads) throws IOException {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(config, CONFIG.formatted(threads));
    Path out = folder.resolve(name);
    Orthant.Ending ending = orthant.execute("run", config.toString(), "--out", out.toString());
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    return (ObjectNode) new ObjectMapper().readTree(out.resolve("result.json").toFile());
  }

  private static Map<String, float[]> matrices() {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, float[]> matrices = new LinkedHashMap<>();
    for (int block = 0; block < BLOCKS; block++) {
      for (String kind : new String[] {"up_proj", "down_proj"}) {
        float[] weights = new float[WIDTH * WIDTH];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (float) (0.02 * random.nextGaussian());
        }
        matrices.put("model.layers." + block + "." + kind + ".weight", weights);
      }
    }
    for (int row = 0; row < WIDTH; row++) {
      matrices.get(OUTLYING)[row * WIDTH + 7] *= 30;
    }
    matrices.put(ZEROS, new float[WIDTH * WIDTH]);
    matrices.get(BROKEN)[70] = Float.NaN;
    return matrices;
  }

  private static byte[] checkpoint(Map<String, float[]> matrices) throws IOException {
    StringBuilder header = new StringBuilder();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, float[]> matrix : matrices.entrySet()) {
      int begin = data.size();
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * matrix.getValue().length);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(matrix.getValue());
      data.write(bytes.array());
      header
          .append(header.isEmpty() ? "{" : ",")
          .append(
              "\"%s\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}"
                  .formatted(matrix.getKey(), WIDTH, WIDTH, begin, data.size()));
    }
    byte[] text = header.append("}").toString().getBytes(UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + text.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(text.length).put(text).put(data.toByteArray()).array();
  }

  private static String verdict(String layer, String probe, String quantizer) {
    return StreamSupport.stream(result.path("verdicts").spliterator(), false)
        .filter(verdict -> verdict.path("layer").asText().equals(layer))
        .filter(verdict -> verdict.path("probe").asText().equals(probe))
        .filter(verdict -> verdict.path("quantizer").asText("").equals(quantizer))
        .map(verdict -> verdict.path("grade").asText() + ": " + verdict.path("reason").asText())
        .findFirst()
        .orElse("none");
  }

  @Test
  void thePlantedColumnIsNamed() {
    assertThat(verdict(OUTLYING, "column-outliers", ""))
        .startsWith("STRAINED: 1 of n = 64 columns")
        .contains("column 7 ");
    assertThat(verdict(OUTLYING, "angle", "binary")).startsWith("DEGRADED");
    assertThat(verdict("model.layers.1.up_proj.weight", "column-outliers", "")).startsWith("SOUND");
    assertThat(verdict("model.layers.1.up_proj.weight", "angle", "binary")).startsWith("SOUND");
  }

  @Test
  void whatCannotBeUsedIsNotEvaluatedAlone() {
    assertThat(verdict(ZEROS, "angle", "binary")).startsWith("NOT_EVALUATED: 0 of 64 filters");
    assertThat(result.toString())
        .contains(BROKEN + " has NaN at its number 70")
        .doesNotContain("\"layer\":\"" + BROKEN + "\",\"metric\"");
    assertThat(verdict("model.layers.2.up_proj.weight", "angle", "binary")).startsWith("SOUND");
  }

  /** γ = mean |w| over the matrix; a weight becomes γ times the whole number next to w/γ. */
  @Test
  void theAngleOfBitnetIsThatOfItsDefinition() throws IOException {
    float[] weights = matrices().get("model.layers.0.down_proj.weight");
    double gamma = 0;
    for (float weight : weights) {
      gamma += Math.abs(weight) / weights.length;
    }
    double degrees = 0;
    for (int row = 0; row < WIDTH; row++) {
      double ww = 0;
      double qq = 0;
      double wq = 0;
      for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
        double q = Math.max(-1, Math.min(1, Math.rint(weights[i] / gamma)));
        ww += weights[i] * weights[i];
        qq += q * q;
        wq += q * weights[i];
      }
      degrees += Math.toDegrees(Math.acos(wq / Math.sqrt(ww * qq))) / WIDTH;
    }
    double found =
        StreamSupport.stream(result.path("findings").spliterator(), false)
            .filter(finding -> finding.path("metric").asText().equals("mean-degrees"))
            .filter(finding -> finding.path("quantizer").asText().equals("bitnet"))
            .filter(
                finding -> finding.path("layer").asText().equals("model.layers.0.down_proj.weight"))
            .findFirst()
            .orElseThrow()
            .path("value")
            .asDouble();
    assertThat(found).isCloseTo(degrees, within(1e-4));
  }

  @Test
  void oneThreadGivesTheSame() throws IOException {
    ObjectNode one = run("one", 1);
    one.remove("provenance");
    ObjectNode two = result.deepCopy();
    two.remove("provenance");
    assertThat(one).isEqualTo(two);
  }

  @Test
  void aProbeThatNeedsImagesIsRefusedFirst() throws IOException {
    Path config = folder.resolve("images.yaml");
    Files.writeString(
        config, CONFIG.formatted(1).replace("[angle,", "[{ dot-product: { images: 10 } }, angle,"));
    Orthant.Ending ending = orthant.execute("run", config.toString(), "--out", folder + "/images");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).hasSize(1).first().asString().contains("dot-product");
  }
}
