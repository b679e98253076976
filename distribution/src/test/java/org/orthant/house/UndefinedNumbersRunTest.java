package org.orthant.house;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/**
 * Networks of which some numbers do not exist: layers of zeros, layers that give the same always.
 */
class UndefinedNumbersRunTest {
  private static final String CONFIG =
      """
      name: undefined
      dataset: { digits: { training: 100, test: 100 } }
      network: { bnn-mlp: { dense: [24, 16], parameters: "NET" } }
      quantizers: { binary: binary, eight: { uniform: { bits: 8 } }, residual: residual-binary }
      layers: [dense1, dense2]
      probes:
        - angle
        - dot-product: { images: 100 }
        - activation-dot-product: { images: 100 }
        - permutation: { images: 100 }
        - spectrum: { images: 100 }
      gate: { worst-verdict: strained, min-r: -1 }
      """;

  private final SplittableRandom random = new SplittableRandom(3);

  @TempDir private Path folder;

  @Test
  void layerOfZerosIsNamedAndPassesNoGate() throws IOException {
    network(weights(16, 24, 0), 0);
    Orthant.Ending ending = run();
    ResultFile result = result();

    assertThat(ending.exitCode()).isEqualTo(3);
    assertThat(ending.err())
        .anyMatch(
            line ->
                line.startsWith("not evaluated: With binary weights, ")
                    && line.contains("dense2 is dead: all of its weights are 0"))
        .anyMatch(
            line ->
                line.startsWith("gate: worst-verdict: dense2: ")
                    && line.contains("dense2 is dead: all of its weights are 0"))
        .anyMatch(
            line -> line.startsWith("gate: min-r: dense2: pearson-r under binary is undefined"));
    assertThat(result.root().path("gate"))
        .filteredOn(check -> check.path("layer").asText().equals("dense2"))
        .extracting(check -> check.path("rule").asText(), check -> check.path("outcome").asText())
        .containsExactly(tuple("worst-verdict", "FAILED"), tuple("min-r", "FAILED"));
    assertThatNoSentenceHoldsANumberThatIsNone(result);
    assertThat(Files.readString(folder.resolve("out/index.html")))
        .contains("dense2 is dead: all of its weights are 0");
  }

  @Test
  void filterThatOverflowsIsNamedAndTheOthersAreMeasured() throws IOException {
    float[][] huge = weights(16, 24, 1);
    Arrays.fill(huge[3], 3e38f);
    network(huge, 0);
    Orthant.Ending ending = run();
    ResultFile result = result();

    assertThat(ending.err())
        .anyMatch(
            line ->
                line.startsWith("caution: in dense2 the continuous weights of 1 of 16 filters")
                    && line.contains("number 3"));
    for (String quantizer : new String[] {"binary", "eight", "residual"}) {
      assertThat(result.value("dot-product", quantizer, "dense2", "undefined-filters"))
          .isEqualTo(1);
      assertThat(result.value("dot-product", quantizer, "dense2", "pearson-r")).isBetween(0.5, 1.0);
    }
    assertThatNoSentenceHoldsANumberThatIsNone(result);
  }

  @Test
  void productsOfInputsThatNeverChangeAreUndefinedUnderEveryQuantizer() throws IOException {
    network(weights(16, 24, 1), 100);
    Orthant.Ending ending = run();
    ResultFile result = result();

    assertThat(ending.exitCode()).isEqualTo(3);
    for (String quantizer : new String[] {"binary", "eight", "residual"}) {
      for (String probe : new String[] {"dot-product", "activation-dot-product", "permutation"}) {
        assertThat(result.value(probe, quantizer, "dense2", "undefined-filters")).isEqualTo(16);
      }
    }
    assertThat(result.root().path("findings"))
        .filteredOn(finding -> finding.path("layer").asText().equals("dense2"))
        .filteredOn(finding -> finding.has("low"))
        .allMatch(finding -> finding.path("low").asDouble() < finding.path("high").asDouble());
    assertThat(result.root().path("verdicts"))
        .filteredOn(verdict -> verdict.path("layer").asText().equals("dense2"))
        .filteredOn(verdict -> !verdict.path("probe").asText().equals("angle"))
        .allMatch(verdict -> verdict.path("grade").asText().equals("NOT_EVALUATED"))
        .allMatch(verdict -> verdict.path("open").asBoolean());
    assertThat(result.root().path("remedies"))
        .noneMatch(remedy -> remedy.path("layer").asText().equals("dense2"));
    assertThat(reason(result, "dense1"))
        .startsWith("dense1 is dead: what leaves it is the same for all of 100 images");
    assertThat(reason(result, "dense2"))
        .startsWith(
            "dense2 is dead: nothing that enters it changes over 100 images, since dense1 in front"
                + " of it is dead");
    assertThat(reason(result, "network")).contains("dense1 is dead", "dense2 is dead");
    assertThat(result.root().path("gate"))
        .filteredOn(check -> check.path("rule").asText().equals("worst-verdict"))
        .allMatch(check -> check.path("outcome").asText().equals("FAILED"));
    assertThatNoSentenceHoldsANumberThatIsNone(result);
  }

  private static String reason(ResultFile result, String layer) {
    return StreamSupport.stream(result.root().path("verdicts").spliterator(), false)
        .filter(verdict -> !verdict.has("probe") && verdict.path("layer").asText().equals(layer))
        .findFirst()
        .orElseThrow()
        .path("reason")
        .asText();
  }

  private static void assertThatNoSentenceHoldsANumberThatIsNone(ResultFile result) {
    for (String list : new String[] {"verdicts", "remedies", "gate"}) {
      assertThat(result.root().path(list))
          .noneMatch(
              each ->
                  Stream.of("reason", "text")
                      .map(key -> each.path(key).asText())
                      .anyMatch(text -> text.contains("NaN") || text.contains("Infinity")));
    }
  }

  private Orthant.Ending run() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("run.yaml"), CONFIG.replace("NET", folder.resolve("net").toString()));
    return new Orthant(folder.resolve("home"))
        .execute("run", file.toString(), "--out", folder.resolve("out").toString());
  }

  private ResultFile result() throws IOException {
    return ResultFile.read(folder.resolve("out/result.json"));
  }

  /**
   * Writes a network.
   *
   * @param second the weights of dense2
   * @param offset what batch normalization adds behind dense1
   */
  private void network(float[][] second, float offset) throws IOException {
    layer("dense1", weights(24, 784, 1), offset);
    layer("dense2", second, 0);
    layer("dense3", weights(10, 16, 1), 0);
  }

  private void layer(String name, float[][] weights, float offset) throws IOException {
    Path layer = Files.createDirectories(folder.resolve("net").resolve(name));
    int filters = weights.length;
    npy(layer.resolve("weights.npy"), weights[0].length, weights);
    npy(layer.resolve("gamma.npy"), 0, filled(filters, 1));
    npy(layer.resolve("beta.npy"), 0, filled(filters, offset));
    npy(layer.resolve("mean.npy"), 0, filled(filters, 0));
    npy(layer.resolve("variance.npy"), 0, filled(filters, weights[0].length));
  }

  private float[][] weights(int filters, int dimension, float scale) {
    float[][] weights = new float[filters][dimension];
    for (float[] filter : weights) {
      IntStream.range(0, dimension).forEach(i -> filter[i] = scale * (float) random.nextGaussian());
    }
    return weights;
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * Writes a NumPy file.
   *
   * @param columns of a matrix; 0 of a vector
   */
  private static void npy(Path file, int columns, float[]... rows) throws IOException {
    String shape =
        columns == 0 ? "(" + rows[0].length + ",)" : "(" + rows.length + ", " + columns + ")";
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    int length = (header.length() + 11 + 63) / 64 * 64 - 10;
    String padded = header + " ".repeat(length - 1 - header.length()) + "\n";
    int numbers = Stream.of(rows).mapToInt(row -> row.length).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + length + 4 * numbers).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(US_ASCII)).put((byte) 1).put((byte) 0);
    bytes.putShort((short) length).put(padded.getBytes(US_ASCII));
    for (float[] row : rows) {
      for (float number : row) {
        bytes.putFloat(number);
      }
    }
    Files.write(file, bytes.array());
  }
}
