package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

class InspectTest {
  @TempDir Path folder;

  private Orthant.Ending inspect(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
    arguments.addAll(List.of(more));
    return new Orthant(folder.resolve("home")).execute(arguments.toArray(String[]::new));
  }

  @Test
  void aLineForEachLayer() throws IOException {
    Path file = folder.resolve("net.onnx");
    Files.write(
        file, OnnxWriter.bytes(RandomBinaryNetwork.convolutional(), OnnxWriter.Signs.WHERE));
    Orthant.Ending ending = inspect(file);
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .contains("ONNX, IR version 8, opset 13")
        .anyMatch(line -> line.matches("conv1 +convolution +3×3 +1 +8×8×3 +8×8×6 +27 .*"))
        .anyMatch(line -> line.matches("dense1 +dense .* 960 +±1 +sign +sign +batch norm"));
  }

  @Test
  void nothingIsRunAndNothingWritten() throws IOException {
    Path file = folder.resolve("net.onnx");
    Files.write(
        file, OnnxWriter.bytes(RandomBinaryNetwork.convolutional(), OnnxWriter.Signs.BIPOLAR));
    inspect(file);
    try (var inside = Files.list(folder)) {
      assertThat(inside).containsExactly(file);
    }
  }

  @Test
  void filesOfUnknownFormatsAreOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("net.pt"), "PK no network");
    Orthant.Ending ending = inspect(file);
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.out()).isEmpty();
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains("net.pt is of no format that is read", "onnx", "keras", "docs/networks.md");
  }

  @Test
  void filesThatAreNotThere() {
    assertThat(inspect(folder.resolve("none.onnx")).err())
        .containsExactly("orthant: there is no file " + folder.resolve("none.onnx"));
  }

  @Test
  void aRunIsPrintedForANetworkOfKnownImages() throws IOException {
    Path file = folder.resolve("my net \"1\".onnx");
    Files.write(file, OnnxWriter.bytes(RandomBinaryNetwork.ofDigits(), OnnxWriter.Signs.WHERE));
    Path config = Files.write(folder.resolve("run.yaml"), inspect(file, "--yaml").out());
    Orthant.Ending check = new Orthant(folder.resolve("home")).execute("check", config.toString());
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).contains("run      my-net-1", "dataset  mnist");
  }
}
