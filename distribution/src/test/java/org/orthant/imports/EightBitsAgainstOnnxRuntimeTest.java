package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.Cifar10;
import org.orthant.testkit.FakeDataset;

/**
 * A network with weights and inputs in 8 bits, against ONNX Runtime's operators for the same:
 * floats that are quantized to bytes with the same scale and zero point, and dequantized, before
 * each product.
 */
class EightBitsAgainstOnnxRuntimeTest {
  private static final int CLASSES = 10;
  private static final int BATCH = 100;

  @TempDir Path folder;

  @Test
  void aSmallNetworkOfRandomWeights() {
    Graph graph = RandomResidualNetwork.graph();
    DatasetShape shape = new DatasetShape(graph.input(), CLASSES, 512, 400);
    requireAgreement(graph, new FakeDataset(shape, new Seed(1)), 400);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_NETWORKS",
      matches = ".+",
      disabledReason = "needs published networks: name their folder with ORTHANT_NETWORKS")
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
  void resNet8() throws IOException {
    Dataset cifar = new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    Path file = Path.of(System.getenv("ORTHANT_NETWORKS")).resolve("resnet8-cifar10.h5");
    Graph graph =
        NamedNetwork.graph("{ keras: { file: '" + file + "', pixels: 0..255 } }", cifar, folder);
    requireAgreement(graph, cifar, 1000);
  }

  /**
   * The two sum in another order. Where a number lies within rounding of the border between two
   * levels, it may go to the one here and to the other there, and then scores differ by more than
   * rounding. ResNet-8 rounds 97,000 numbers of an image, and one of five images has one that does.
   * One step of what enters its last layer moves a score by 1.4 % of the scores' deviation at the
   * most; no score differs by three of them. Quantization itself moves them thirty times as far as
   * the two lie apart.
   */
  private static void requireAgreement(Graph graph, Dataset dataset, int images) {
    EightBitNetwork network = new EightBitNetwork(graph, dataset.training());
    float[] ours = new float[images * CLASSES];
    float[] inFloats = new float[images * CLASSES];
    float[] theirs = new float[images * CLASSES];
    try (OnnxRuntime runtime = new OnnxRuntime(network.onnx())) {
      for (int first = 0; first < images; first += BATCH) {
        int[] some = IntStream.range(first, first + BATCH).toArray();
        try (INDArray pixels = dataset.test().images(some)) {
          put(network.scores(pixels), ours, first);
          put(network.scoresInFloats(pixels), inFloats, first);
          put(theirs(runtime, pixels, graph.input()), theirs, first);
        }
      }
    }
    ScoreDifference difference = ScoreDifference.of(ours, theirs, CLASSES);
    ScoreDifference ofQuantization = ScoreDifference.of(ours, inFloats, CLASSES);
    assertThat(difference.alike()).isGreaterThan(0.7);
    assertThat(difference.largest()).isLessThan(0.1);
    assertThat(difference.mean()).isLessThan(0.1 * ofQuantization.mean());
    assertThat(difference.equalPredictions()).isGreaterThanOrEqualTo(0.99);
  }

  private static void put(float[] scores, float[] all, int first) {
    System.arraycopy(scores, 0, all, first * CLASSES, scores.length);
  }

  private static float[] theirs(OnnxRuntime runtime, INDArray pixels, ImageShape image) {
    return runtime.scores(
        Floats.of(pixels.permute(0, 3, 1, 2).dup('c')),
        pixels.size(0),
        image.channels(),
        image.height(),
        image.width());
  }
}
