package org.orthant.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.draft.Pixels;
import org.orthant.testkit.GraphScores;

/** Inputs that come with the channels last, flat, or with a batch that is written into the file. */
class LayoutsTest {

  private static float[] random(int count) {
    Random random = new Random(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void imagesWithTheirChannelsLast() {
    OnnxModel model =
        new OnnxModel(13)
            .input("x", 6, 5, 3)
            .node("Transpose", List.of("x"), "t", Map.of("perm", new long[] {0, 3, 1, 2}))
            .floats("w", random(4 * 3 * 3 * 3), 4, 3, 3, 3)
            .node("Conv", List.of("t", "w"), "c")
            .node("Transpose", List.of("c"), "last", Map.of("perm", new long[] {0, 2, 3, 1}))
            .wholes("flat", -1, 4 * 3 * 4)
            .node("Reshape", List.of("last", "flat"), "f")
            .floats("m", random(48 * 2), 48, 2)
            .node("MatMul", List.of("f", "m"), "y")
            .output("y");
    Graph graph = Conversion.graph(model.bytes());
    assertThat(graph.input()).isEqualTo(new ImageShape(6, 5, 3));
    float[] image = random(6 * 5 * 3);
    float[] theirs = OnnxRuntime.scores(model.bytes(), image, 1, 6, 5, 3);
    float[] ours = GraphScores.of(graph, image);
    for (int i = 0; i < theirs.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4f));
    }
  }

  @Test
  void numbersInARowBecomeTheImageThatIsWanted() throws Exception {
    OnnxModel model =
        new OnnxModel(13)
            .input("x", 12)
            .floats("m", random(12 * 2), 12, 2)
            .node("MatMul", List.of("x", "m"), "y")
            .output("y");
    Path folder = Files.createTempDirectory("onnx");
    Graph graph =
        OnnxReader.read(model.write(folder), Optional.of(new ImageShape(2, 3, 2)), Pixels.UNCHANGED)
            .orElseThrow()
            .graph(DraftArrays.READ);
    float[] first = random(12);
    float[] last = new float[12];
    for (int i = 0; i < 12; i++) {
      last[i % 6 * 2 + i / 6] = first[i];
    }
    float[] theirs = OnnxRuntime.scores(model.bytes(), first, 1, 12);
    float[] ours = GraphScores.of(graph, last);
    for (int i = 0; i < theirs.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4f));
    }
  }

  @Test
  void shapesThatTheFileComputesItself() {
    OnnxModel model =
        OnnxModel.of(2, 3, 3)
            .node("Shape", List.of("x"), "shape")
            .wholes("first", 0)
            .node("Gather", List.of("shape", "first"), "batch")
            .wholes("rest", -1)
            .node("Concat", List.of("batch", "rest"), "flat", Map.of("axis", 0))
            .node("Reshape", List.of("x", "flat"), "f")
            .floats("m", random(18 * 2), 18, 2)
            .node("MatMul", List.of("f", "m"), "y")
            .output("y");
    Conversion.requireSame(model, new Random(3));
  }
}
