package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

class Cifar10Test {
  private static final String FOLDER = "cifar-10-batches-bin";

  /** Black images; the red of the last one's second pixel and the last label tell files apart. */
  private static void write(Path folder, String name, int mark) throws IOException {
    byte[] bytes = new byte[10_000 * 3_073];
    bytes[9_999 * 3_073] = (byte) mark;
    bytes[9_999 * 3_073 + 2] = (byte) mark;
    Files.write(Files.createDirectories(folder.resolve(FOLDER)).resolve(name), bytes);
  }

  private static Dataset open(Path folder) throws IOException {
    return new Cifar10().open(file -> folder.resolve(file.path()));
  }

  @Test
  void readsEachSplitFromItsOwnFilesInOrder(@TempDir Path folder) throws IOException {
    for (int batch = 1; batch <= 5; batch++) {
      write(folder, "data_batch_" + batch + ".bin", batch);
    }
    write(folder, "test_batch.bin", 6);
    List<DataFile> asked = new ArrayList<>();
    Dataset cifar =
        new Cifar10()
            .open(
                file -> {
                  asked.add(file);
                  return folder.resolve(file.path());
                });
    assertThat(cifar.shape())
        .isEqualTo(
            new DatasetShape(
                new ImageShape(32, 32, 3), 10, 50_000, 10_000, cifar.shape().classNames()))
        .isEqualTo(new Cifar10().shape());
    assertThat(cifar.shape().classNames()).startsWith("airplane").endsWith("truck");
    for (int batch = 1; batch <= 5; batch++) {
      assertMark(cifar.training(), batch * 10_000 - 1, batch);
    }
    assertMark(cifar.test(), 9_999, 6);
    assertThat(asked)
        .hasSize(6)
        .extracting(DataFile::download)
        .allSatisfy(
            archive -> {
              assertThat(archive.uri())
                  .isEqualTo(URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
              assertThat(archive.unpacked().getAsLong()).isGreaterThan(6 * 30_730_000L);
            });
  }

  private static void assertMark(Split split, int image, int mark) {
    assertThat(split.labels(image - 1, image)).containsExactly(0, mark);
    assertThat(split.images(image).getFloat(0, 0, 1, 0)).isEqualTo(mark / 127.5f - 1);
    assertThat(split.images(image).getFloat(0, 0, 1, 1)).isEqualTo(-1f);
  }

  @Test
  void aSmallerFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve("data_batch_1.bin");
    for (int batch = 1; batch <= 5; batch++) {
      Files.write(file.resolveSibling("data_batch_" + batch + ".bin"), new byte[3_073]);
    }
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "%s: must have 30730000 bytes, 3073 for each of 10000 images, but has 3073", file);
  }

  /**
   * What holds for every copy of the dataset, whatever its order and however its pixels were stored
   * in between: images per class, and the mean of each colour. 0.4914, 0.4822 and 0.4465 are the
   * means that training recipes for CIFAR-10 commonly subtract.
   */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
  void theRealOneHasItsKnownClassesAndColours() throws IOException {
    Path data = Path.of(System.getenv("ORTHANT_DATA"));
    assumeTrue(Files.isDirectory(data.resolve(FOLDER)), "needs the real CIFAR-10 in ORTHANT_DATA");
    Dataset cifar = open(data);
    assertThat(countPerClass(cifar.training())).containsOnly(5_000);
    assertThat(countPerClass(cifar.test())).containsOnly(1_000);
    double[] means = meanPerColour(cifar.training());
    assertThat(means[0]).isCloseTo(0.4914, within(5e-4));
    assertThat(means[1]).isCloseTo(0.4822, within(5e-4));
    assertThat(means[2]).isCloseTo(0.4465, within(5e-4));
  }

  private static int[] countPerClass(Split split) {
    int[] counts = new int[10];
    for (int label : split.labels(IntStream.range(0, split.size()).toArray())) {
      counts[label]++;
    }
    return counts;
  }

  /** From 0 to 1. */
  private static double[] meanPerColour(Split split) {
    double[] means = new double[3];
    int step = 1_000;
    for (int start = 0; start < split.size(); start += step) {
      INDArray images = split.images(IntStream.range(start, start + step).toArray());
      float[] values = images.data().asFloat();
      for (int i = 0; i < values.length; i++) {
        means[i % 3] += (values[i] + 1) / 2;
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      means[channel] /= split.size() * 1_024.0;
    }
    return means;
  }
}
