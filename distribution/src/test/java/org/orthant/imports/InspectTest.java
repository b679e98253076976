package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.framework.cli.Orthant;

class InspectTest {
  private static final ImageShape IMAGE = new ImageShape(8, 8, 3);
  private static final Quantization SIGN = new Quantization("binary", new Sign());

  @TempDir Path folder;

  private final Random random = new Random(5);

  private INDArray array(long... sizes) {
    int count = 1;
    for (long size : sizes) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 0.1f + random.nextFloat();
    }
    return Floats.array(values, sizes);
  }

  private Graph.Block block(LayerShape shape, boolean pooled, boolean activated) {
    int filters = shape.filters();
    BatchNorm norm =
        new BatchNorm(array(filters), array(filters), array(filters), array(filters), 1e-4);
    return new Graph.Block(
        new Layer(shape, array(filters, shape.dimension()).subi(0.6), Optional.of(SIGN)),
        pooled,
        norm,
        activated ? Optional.of(SIGN) : Optional.empty());
  }

  private Graph network() {
    return Graph.chain(
        IMAGE,
        List.of(
            block(LayerShape.same("conv1", IMAGE, 3, 6), true, true),
            block(LayerShape.dense("dense1", 96, 10), false, false)),
        Loss.SQUARED_HINGE);
  }

  private Orthant.Ending inspect(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
    arguments.addAll(List.of(more));
    return new Orthant(folder.resolve("home")).execute(arguments.toArray(String[]::new));
  }

  @Test
  void aLineForEachLayer() throws IOException {
    Path file = folder.resolve("net.onnx");
    Files.write(file, OnnxWriter.bytes(network(), OnnxWriter.Signs.WHERE));
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
    Files.write(file, OnnxWriter.bytes(network(), OnnxWriter.Signs.BIPOLAR));
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
    ImageShape digits = new ImageShape(28, 28, 1);
    Graph graph =
        Graph.chain(
            digits,
            List.of(block(LayerShape.dense("dense1", 784, 10), false, false)),
            Loss.CROSS_ENTROPY);
    Path file = folder.resolve("my net \"1\".onnx");
    Files.write(file, OnnxWriter.bytes(graph, OnnxWriter.Signs.WHERE));
    Path config = Files.write(folder.resolve("run.yaml"), inspect(file, "--yaml").out());
    Orthant.Ending check = new Orthant(folder.resolve("home")).execute("check", config.toString());
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).contains("run      my-net-1", "dataset  mnist");
  }
}
