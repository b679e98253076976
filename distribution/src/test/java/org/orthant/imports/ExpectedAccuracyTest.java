package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A network that has another accuracy here than where it was trained. */
class ExpectedAccuracyTest {
  private static final String RUN =
      """
      name: expected
      dataset: { digits: { training: 100, test: 1500 } }
      network: { onnx: { file: net.onnx, pixels: 0..1, expect-accuracy: %s } }
      quantizers: { binary: binary }
      probes: [angle]
      """;

  @TempDir Path folder;

  private Orthant.Ending run(String expected) throws IOException {
    Files.write(
        folder.resolve("net.onnx"),
        OnnxWriter.bytes(RandomBinaryNetwork.ofDigits(), OnnxWriter.Signs.WHERE));
    Path config = Files.writeString(folder.resolve("run.yaml"), RUN.formatted(expected));
    return new Orthant(folder.resolve("home"))
        .execute("run", config.toString(), "--out", folder.resolve("out").toString());
  }

  @Test
  void endsTheRunWithOneLine() throws IOException {
    Orthant.Ending ending = run("0.97");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .last()
        .asString()
        .matches(
            "orthant: the network labels .* % of 1000 test images rightly \\(.* to .* %\\), and"
                + " expect-accuracy says 97.0 %; see whether pixels, .*");
    assertThat(folder.resolve("out/result.json")).doesNotExist();
  }

  /** An accuracy that is missed, but not by far. */
  @Test
  void asksMoreImagesWhereFewAreNotEnough() throws IOException {
    assertThat(run("0.15").err()).last().asString().contains("% of 1500 test images");
  }

  @Test
  void letsTheRunGoOnWhereItIsMet() throws IOException {
    assertThat(run("0.1").exitCode()).isZero();
    assertThat(folder.resolve("out/result.json")).isNotEmptyFile();
  }

  @Test
  void isAShare() throws IOException {
    Orthant.Ending ending = run("97");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("between 0 and 1");
  }
}
