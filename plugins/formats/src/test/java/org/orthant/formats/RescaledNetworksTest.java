package org.orthant.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.api.graph.Model;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.deeplearning4j.WrittenNetwork;
import org.orthant.formats.folder.NetworkFolder;
import org.orthant.testkit.FakeDataset;
import org.orthant.testkit.GraphScores;
import org.orthant.testkit.SilentProgress;

/** Networks whose configuration says that they are folded or equalized. */
class RescaledNetworksTest {
  private static final String FOLDED = "batch normalization, folded";
  private static final String EQUALIZED = "pairs of layers, equalized";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    WrittenNetwork.write(folder.resolve("network.zip"));
    new NetworkFolder(folder)
        .array("conv.npy", NetworkFolder.numbers(36, 1), 4, 9)
        .array("ones.npy", new float[] {1, 2, 0.5f, 4}, 4)
        .array("head.npy", NetworkFolder.numbers(12, 2), 3, 4)
        .yaml(
            """
            format: 1
            input: { height: 8, width: 8, channels: 1 }
            scores: head
            nodes:
              conv: { convolution: { input: input, kernel: [3, 3], weights: conv.npy } }
              norm: { batch-norm: { input: conv, gamma: ones.npy, beta: ones.npy, mean: ones.npy,
                  variance: ones.npy, epsilon: 0 } }
              relu: { relu: { input: norm } }
              pool: { pool: { input: relu, kind: average, kernel: [6, 6] } }
              head: { dense: { input: pool, weights: head.npy } }
            """);
  }

  private Deeplearning4j file(boolean fold, boolean equalize) {
    return new Deeplearning4j(
        Optional.of(folder.resolve("network.zip")),
        Optional.of(PixelRange.SIGNED),
        List.of(),
        List.of(),
        ChannelOrder.RGB,
        Optional.empty(),
        fold,
        equalize);
  }

  private StoredGraph folder(boolean fold, boolean equalize) {
    return new StoredGraph(Optional.of(folder), fold, equalize);
  }

  private Model obtained(NetworkSource source) throws IOException {
    DatasetShape shape = new DatasetShape(new ImageShape(8, 8, 1), 3, 10, 1);
    return source.obtain(
        new Preparation(
            Optional.of(new FakeDataset(shape, new Seed(1))),
            new Seed(1),
            folder.resolve("cache")::resolve,
            new SilentProgress()));
  }

  private static float[] scores(Model model) {
    return GraphScores.of(model.graph().orElseThrow(), NetworkFolder.numbers(64, 3));
  }

  @Test
  void sayWhatTheyAre() throws IOException {
    for (NetworkSource source : List.of(file(true, false), folder(true, false))) {
      assertThat(obtained(source).provenance())
          .containsEntry(FOLDED, "1 of 1")
          .doesNotContainKey(EQUALIZED);
    }
    for (NetworkSource source : List.of(file(false, true), folder(true, true))) {
      assertThat(obtained(source).provenance())
          .containsEntry(FOLDED, "1 of 1")
          .containsEntry(EQUALIZED, "1");
    }
    assertThat(obtained(file(false, false)).provenance()).doesNotContainKey(FOLDED);
  }

  @Test
  void haveOtherWeightsAndTheSameScores() throws IOException {
    requireAlike(obtained(file(false, false)), obtained(file(false, true)));
    requireAlike(obtained(folder(false, false)), obtained(folder(false, true)));
  }

  private static void requireAlike(Model stored, Model equalized) {
    assertThat(equalized.layers().get(0).weights()).isNotEqualTo(stored.layers().get(0).weights());
    assertThat(equalized.outlines()).isEqualTo(stored.outlines());
    assertThat(scores(equalized)).containsExactly(scores(stored), within(1e-4f));
  }
}
