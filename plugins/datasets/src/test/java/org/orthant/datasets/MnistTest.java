package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

class MnistTest {
  private static final DatasetShape SHAPE =
      new DatasetShape(new ImageShape(28, 28, 1), 10, 60_000, 10_000);

  /** Black images; the first pixel of the last one and the last label tell the splits apart. */
  private static void write(Path folder, String name, int count, int mark) throws IOException {
    byte[] pixels = new byte[count * 784];
    pixels[(count - 1) * 784] = (byte) mark;
    byte[] labels = new byte[count];
    labels[count - 1] = (byte) mark;
    Path mnist = folder.resolve("mnist");
    IdxWriter.write(
        mnist.resolve(name + "-images-idx3-ubyte.gz"), new int[] {2051, count, 28, 28}, pixels);
    IdxWriter.write(mnist.resolve(name + "-labels-idx1-ubyte.gz"), new int[] {2049, count}, labels);
  }

  private static Dataset open(Path folder) throws IOException {
    return new Mnist().open(file -> folder.resolve(file.path()));
  }

  @Test
  void readsEachSplitFromItsOwnFiles(@TempDir Path folder) throws IOException {
    write(folder, "train", 60_000, 5);
    write(folder, "t10k", 10_000, 7);
    Dataset mnist = open(folder);
    assertThat(mnist.shape()).isEqualTo(SHAPE).isEqualTo(new Mnist().shape());
    assertMark(mnist.training(), 5);
    assertMark(mnist.test(), 7);
  }

  private static void assertMark(Split split, int mark) {
    int last = split.size() - 1;
    assertThat(split.labels(0, last)).containsExactly(0, mark);
    assertThat(split.images(last).getFloat(0, 0, 0, 0)).isEqualTo(mark / 127.5f - 1);
    assertThat(split.images(last).getFloat(0, 0, 1, 0)).isEqualTo(-1f);
  }

  @Test
  void aSmallerDatasetIsRefused(@TempDir Path folder) throws IOException {
    write(folder, "train", 100, 5);
    write(folder, "t10k", 10_000, 7);
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "%s: number of images must be 60000, but is 100",
            folder.resolve("mnist/train-images-idx3-ubyte.gz"));
  }

  /** The lengths are those on the original page of the dataset. */
  @Test
  void everyFileCanBeDownloadedAsPublished(@TempDir Path folder) throws IOException {
    write(folder, "train", 60_000, 5);
    write(folder, "t10k", 10_000, 7);
    List<DataFile> asked = new ArrayList<>();
    new Mnist()
        .open(
            file -> {
              asked.add(file);
              return folder.resolve(file.path());
            });
    assertThat(asked)
        .extracting(DataFile::path, file -> file.download().bytes())
        .containsExactly(
            tuple("mnist/train-images-idx3-ubyte.gz", 9_912_422L),
            tuple("mnist/train-labels-idx1-ubyte.gz", 28_881L),
            tuple("mnist/t10k-images-idx3-ubyte.gz", 1_648_877L),
            tuple("mnist/t10k-labels-idx1-ubyte.gz", 4_542L));
    assertThat(asked)
        .allSatisfy(
            file -> {
              assertThat(file.download().uri())
                  .hasScheme("https")
                  .hasPath("/cvdf-datasets/" + file.path());
              assertThat(file.download().sha256()).matches("[0-9a-f]{64}");
              assertThat(file.download().unpacked()).isEmpty();
            });
  }

  /**
   * The labels as published; the digest as zcat, tail and sha256sum give it for the four files
   * without their headers.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "ORTHANT_DATA", matches = ".+")
  void theRealOneHasItsKnownLabelsAndDigest() throws IOException {
    Dataset mnist = open(Path.of(System.getenv("ORTHANT_DATA")));
    assertThat(mnist.shape()).isEqualTo(SHAPE);
    assertThat(mnist.training().labels(0, 1, 2, 3, 4)).containsExactly(5, 0, 4, 1, 9);
    assertThat(mnist.test().labels(0, 1, 2, 3, 4)).containsExactly(7, 2, 1, 0, 4);
    assertThat(countPerClass(mnist.training()))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(countPerClass(mnist.test()))
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(mnist.digest())
        .isEqualTo("06b0d1f124c4e5fa796686ade41a9b778edacc8622f2195a352ef479ad44fc16");
  }

  private static int[] countPerClass(Split split) {
    int[] counts = new int[10];
    for (int label : split.labels(IntStream.range(0, split.size()).toArray())) {
      counts[label]++;
    }
    return counts;
  }
}
