package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A network trained elsewhere, and images of which nobody knows the labels. */
class UnlabelledRunTest {
  private static final String RUN =
      """
      name: unlabelled
      dataset: { arrays: { images: images.npy } }
      network: { onnx: { file: net.onnx, pixels: 0..1 %s} }
      quantizers: { binary: binary, ternary: ternary }
      probes:
        - angle
        - accuracy: { images: 40 }
        - ablation: { images: 40, refit: 40 }
        - gradient: { images: 40, refit: 40 }
        - dot-product: { images: 40 }
        - output-change: { images: 40, refit: 40 }
        - error: { images: 40 }
        - advice: { images: 40, refit: 40, budgets: { bits-per-weight: [1, 2] } }
      %s
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(
        folder.resolve("net.onnx"),
        OnnxWriter.bytes(RandomBinaryNetwork.ofDigits(), OnnxWriter.Signs.WHERE));
    Files.write(folder.resolve("images.npy"), images());
  }

  private static byte[] images() throws IOException {
    byte[] pixels = new byte[200 * 28 * 28];
    new Random(3).nextBytes(pixels);
    String header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (200, 28, 28), }".concat(" ".repeat(50));
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    npy.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    npy.write(header.length());
    npy.write(0);
    npy.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    npy.writeBytes(pixels);
    return npy.toByteArray();
  }

  private Orthant.Ending execute(String command, String network, String more) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), RUN.formatted(network, more));
    Orthant orthant = new Orthant(folder.resolve("home"));
    return command.equals("run")
        ? orthant.execute(command, config.toString(), "--out", out().toString())
        : orthant.execute(command, config.toString());
  }

  private Path out() {
    return folder.resolve("out");
  }

  @Test
  void whatNeedsNoLabelsIsMeasured() throws IOException {
    Orthant.Ending ending = execute("run", "", "");
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.err())
        .contains(
            "caution: The dataset's images have no labels: accuracy, ablation, gradient are not"
                + " evaluated.");
    JsonNode result = new ObjectMapper().readTree(out().resolve("result.json").toFile());
    assertThat(result.path("findings"))
        .extracting(finding -> finding.path("probe").asText())
        .contains("angle", "dot-product", "output-change", "error", "advice")
        .doesNotContain("accuracy", "ablation", "gradient");
    assertThat(result.path("verdicts"))
        .filteredOn(verdict -> verdict.path("probe").asText().equals("ablation"))
        .singleElement()
        .satisfies(UnlabelledRunTest::assertNotEvaluated);
    assertThat(Files.readString(out().resolve("index.html"))).contains("images have no labels");
  }

  @Test
  void adviceRestsOnAgreement() throws IOException {
    assertThat(execute("run", "", "").exitCode()).isZero();
    JsonNode result = new ObjectMapper().readTree(out().resolve("result.json").toFile());
    assertThat(result.path("advice")).isNotEmpty();
    assertThat(result.path("findings"))
        .filteredOn(finding -> finding.path("probe").asText().equals("advice"))
        .extracting(finding -> finding.path("metric").asText())
        .contains("agreement", "agreement-change")
        .doesNotContain("accuracy");
    assertThat(result.path("verdicts"))
        .filteredOn(verdict -> verdict.path("probe").asText().equals("advice"))
        .extracting(verdict -> verdict.path("reason").asText())
        .anyMatch(reason -> reason.contains("advice rests on how often predictions agree"));
  }

  private static void assertNotEvaluated(JsonNode verdict) {
    assertThat(verdict.path("grade").asText()).isEqualTo("NOT_EVALUATED");
    assertThat(verdict.path("reason").asText()).isEqualTo("The dataset's images have no labels.");
  }

  @Test
  void whatCannotBeWithoutLabelsIsRefusedBeforeItStarts() throws IOException {
    Orthant.Ending ending =
        execute("run", ", expect-accuracy: 0.9", "gate: { max-accuracy-drop: 0.1 }");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .anyMatch(line -> line.contains("expect-accuracy needs labels"))
        .anyMatch(line -> line.contains("max-accuracy-drop needs labels"));
    assertThat(out()).doesNotExist();
  }

  @Test
  void checkSaysWhatTheImagesAre() throws IOException {
    Orthant.Ending ending = execute("check", "", "");
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .contains(
            "dataset  arrays",
            "         160 images to train on, 40 to measure on, 28×28×1, no labels",
            "         they enter the network as 0.000 to 1.000");
  }
}
