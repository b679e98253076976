package org.orthant.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.data.PixelRange;
import org.orthant.formats.deeplearning4j.WrittenNetwork;
import org.orthant.formats.folder.NetworkFolder;
import org.orthant.formats.keras.SmallNetwork;
import org.orthant.formats.safetensors.TensorFile;
import org.orthant.testkit.NetworkContract;

class ContractsTest {

  @Nested
  class OfStoredGraph extends NetworkContract<StoredGraph> {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
      new NetworkFolder(folder)
          .array("conv.npy", NetworkFolder.numbers(36, 1), 4, 9)
          .array("signs.npy", "|i1", false, new byte[36], 4, 9)
          .array("ones.npy", new float[] {1, 1, 1, 1}, 4)
          .array("head.npy", NetworkFolder.numbers(12, 2), 3, 4)
          .yaml(
              """
              format: 1
              input: { height: 8, width: 8, channels: 1 }
              scores: head
              nodes:
                a/b <c>..: { convolution: { input: input, kernel: [3, 3], weights: conv.npy,
                    computed: signs.npy } }
                '=1, …': { convolution: { input: input, kernel: [3, 3], computed: conv.npy } }
                sum: { add: { inputs: [a/b <c>.., '=1, …'] } }
                norm: { batch-norm: { input: sum, gamma: ones.npy, beta: ones.npy, mean: ones.npy,
                    variance: ones.npy, epsilon: 0 } }
                sign: { sign: { input: norm } }
                pool: { pool: { input: sign, kind: average, kernel: [6, 6] } }
                head: { dense: { input: pool, weights: head.npy } }
              """);
    }

    @Override
    protected List<StoredGraph> plugins() {
      return List.of(new StoredGraph(Optional.of(folder), true, true));
    }
  }

  @Nested
  class OfSafetensors extends NetworkContract<Safetensors> {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
      new TensorFile()
          .floats("layers.0.up", NetworkFolder.numbers(12, 1), 3, 4)
          .floats("norm", NetworkFolder.numbers(4, 2), 4)
          .floats("network", NetworkFolder.numbers(10, 3), 2, 5)
          .write(folder.resolve("model.safetensors"));
    }

    @Override
    protected List<Safetensors> plugins() {
      return List.of(
          new Safetensors(Optional.of(folder), List.of()),
          new Safetensors(Optional.of(folder.resolve("model.safetensors")), List.of("layers.*")));
    }
  }

  @Nested
  class OfDeeplearning4j extends NetworkContract<Deeplearning4j> {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
      WrittenNetwork.write(folder.resolve("network.zip"));
    }

    @Override
    protected List<Deeplearning4j> plugins() {
      return List.of(
          new Deeplearning4j(
              Optional.of(folder.resolve("network.zip")),
              Optional.of(PixelRange.UNIT),
              List.of(0.5),
              List.of(0.25),
              ChannelOrder.RGB,
              Optional.empty(),
              false,
              true));
    }
  }

  @Nested
  class OfKeras extends NetworkContract<Keras> {
    @TempDir static Path folder;
    private static Path file;

    @BeforeAll
    static void write() {
      file = SmallNetwork.write(folder);
    }

    @Override
    protected List<Keras> plugins() {
      return List.of(
          new Keras(
              Optional.of(file),
              Optional.of(PixelRange.BYTES),
              List.of(),
              List.of(),
              ChannelOrder.RGB,
              Optional.empty(),
              false,
              true));
    }
  }
}
