package org.orthant.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.PixelRange;
import org.orthant.api.data.Split;
import org.orthant.datasets.Mnist;

/** MNIST, converted, is the same dataset to the last bit, with the same digest. */
@EnabledIfEnvironmentVariable(named = "ORTHANT_DATA", matches = ".+")
class MnistAsArraysTest {
  private static final int CHUNK = 2_000;

  @TempDir Path folder;

  private static Path data(String name) {
    return Path.of(System.getenv("ORTHANT_DATA"), "mnist", name);
  }

  private static byte[] unpacked(String name, int header) throws IOException {
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(data(name)))) {
      stream.skipNBytes(header);
      return stream.readAllBytes();
    }
  }

  private static byte[] images(String name, String shape) throws IOException {
    return Npy.array("|u1", shape, unpacked(name + "-images-idx3-ubyte.gz", 16));
  }

  private static byte[] labels(String name, int count) throws IOException {
    return Npy.array("|u1", "(" + count + ",)", unpacked(name + "-labels-idx1-ubyte.gz", 8));
  }

  private static Dataset open(NumpyArrays arrays) throws IOException {
    return arrays.open(file -> Path.of("none"));
  }

  private static Dataset builtIn() throws IOException {
    return new Mnist().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
  }

  private static void assertSame(Dataset read, Dataset expected) {
    assertThat(read.shape()).isEqualTo(expected.shape());
    assertSame(read.training(), expected.training());
    assertSame(read.test(), expected.test());
  }

  private static void assertSame(Split read, Split expected) {
    for (int from = 0; from < expected.size(); from += CHUNK) {
      int[] indices = IntStream.range(from, from + CHUNK).toArray();
      assertThat(read.labels(indices)).isEqualTo(expected.labels(indices));
      assertThat(read.images(indices).reshape(-1).toFloatVector())
          .isEqualTo(expected.images(indices).reshape(-1).toFloatVector());
    }
  }

  private NumpyArrays pairs(String training, String test, Layout layout) throws IOException {
    return Named.apart(
        Named.pair(
            Npy.write(folder, "x.npy", images("train", training)),
            Npy.write(folder, "y.npy", labels("train", 60_000))),
        Named.pair(
            Npy.write(folder, "u.npy", images("t10k", test)),
            Npy.write(folder, "v.npy", labels("t10k", 10_000))),
        layout);
  }

  @Test
  void inEitherLayout() throws IOException {
    Dataset mnist = builtIn();
    Dataset together = open(pairs("(60000, 28, 28, 1)", "(10000, 28, 28, 1)", Layout.NHWC));
    assertSame(together, mnist);
    assertThat(together.digest()).isEqualTo(mnist.digest());
    Dataset planes = open(pairs("(60000, 1, 28, 28)", "(10000, 1, 28, 28)", Layout.NCHW));
    assertSame(planes, mnist);
    assertThat(planes.digest()).isEqualTo(mnist.digest());
  }

  @Test
  void inAnArchive() throws IOException {
    Dataset mnist = builtIn();
    for (boolean deflated : new boolean[] {true, false}) {
      Path archive =
          Npy.write(
              folder,
              "mnist.npz",
              Npy.archive(
                  deflated,
                  Map.of(
                      "x_train",
                      images("train", "(60000, 28, 28)"),
                      "y_train",
                      labels("train", 60_000),
                      "x_test",
                      images("t10k", "(10000, 28, 28)"),
                      "y_test",
                      labels("t10k", 10_000))));
      Dataset read = open(Named.archive(archive));
      assertSame(read, mnist);
      assertThat(read.digest()).isEqualTo(mnist.digest());
    }
  }

  @Test
  void asFloatsOfTheSameNumbers() throws IOException {
    byte[] pixels = unpacked("t10k-images-idx3-ubyte.gz", 16);
    float[] numbers = new float[pixels.length];
    IntStream.range(0, pixels.length).forEach(i -> numbers[i] = Byte.toUnsignedInt(pixels[i]));
    ArrayPair pair =
        Named.pair(
            Npy.write(folder, "x.npy", Npy.floats("(10000, 28, 28)", numbers)),
            Npy.write(folder, "y.npy", labels("t10k", 10_000)));
    assertSame(
        open(Named.apart(pair, pair, Layout.NHWC, PixelRange.BYTES)).test(), builtIn().test());
  }
}
