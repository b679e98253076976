package org.orthant.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.spi.DatasetSource;
import org.orthant.datasets.Cifar10;
import org.orthant.datasets.Digits;
import org.orthant.datasets.Mnist;

/** Built-in datasets, written as PNG, have the same pixels and labels to the last bit. */
class MnistAsImagesTest {
  /** Of each split, from the first on. */
  private static final int MOST = 3_000;

  @TempDir Path folder;

  @Test
  void digits() throws IOException {
    assertSame(new Digits(40, 20, 1));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "ORTHANT_DATA", matches = ".+")
  void mnist() throws IOException {
    assertSame(new Mnist());
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "ORTHANT_DATA", matches = ".+")
  void cifar10() throws IOException {
    assertSame(new Cifar10());
  }

  private void assertSame(DatasetSource source) throws IOException {
    Dataset expected = source.open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    write("training", expected.training());
    write("test", expected.test());
    Chosen chosen = Chosen.apart(folder.resolve("training"), folder.resolve("test"));
    boolean grey = source.shape().image().channels() == 1;
    Dataset read = (grey ? chosen.grey() : chosen).open();
    assertThat(read.shape().image()).isEqualTo(source.shape().image());
    assertSame(read.training(), expected.training());
    assertSame(read.test(), expected.test());
  }

  private static int count(Split split) {
    return Math.min(MOST, split.size());
  }

  private void write(String name, Split split) throws IOException {
    for (int i = 0; i < count(split); i++) {
      INDArray image = split.images(i);
      float[] numbers = image.reshape(-1).toFloatVector();
      byte[] bytes = new byte[numbers.length];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) Math.round((numbers[j] + 1) * 127.5f);
      }
      String file = String.format(Locale.ROOT, "%s/%d/%05d.png", name, split.labels(i)[0], i);
      int height = (int) image.size(1);
      Pictures.write(folder, file, Pictures.encoded("png", height, (int) image.size(2), bytes));
    }
  }

  /** Those of a folder come in the order of their classes. */
  private static void assertSame(Split read, Split expected) {
    int[] labels = expected.labels(IntStream.range(0, count(expected)).toArray());
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparing(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(read.size()).isEqualTo(order.length);
    for (int i = 0; i < order.length; i++) {
      assertThat(read.labels(i)).containsExactly(labels[order[i]]);
      assertThat(read.images(i)).isEqualTo(expected.images(order[i]));
    }
  }
}
