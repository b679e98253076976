package org.orthant.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.PixelRange;

/** The same images in either layout, as bytes or as floats, are the same dataset. */
final class LayoutsTest {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("layouts");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (String name : new String[] {"x.npy", "y.npy"}) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Property(tries = 100, seed = "1705")
  void areTheSame(
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll Random random)
      throws IOException {
    int plane = height * width;
    int size = plane * channels;
    byte[] together = new byte[2 * size];
    byte[] planes = new byte[together.length];
    float[] floats = new float[together.length];
    random.nextBytes(together);
    for (int i = 0; i < together.length; i++) {
      int pixel = i % size / channels;
      planes[i / size * size + i % channels * plane + pixel] = together[i];
      floats[i] = Byte.toUnsignedInt(together[i]);
    }
    String shape = String.format(Locale.ROOT, "(2, %d, %d, %d)", height, width, channels);
    String planar = String.format(Locale.ROOT, "(2, %d, %d, %d)", channels, height, width);
    Dataset expected = open(Npy.array("|u1", shape, together), Layout.NHWC);
    Dataset read = open(Npy.array("|u1", planar, planes), Layout.NCHW);
    assertThat(read.shape()).isEqualTo(expected.shape());
    assertThat(read.digest()).isEqualTo(expected.digest());
    assertThat(numbers(read)).isEqualTo(numbers(expected));
    assertThat(numbers(open(Npy.floats(shape, floats), Layout.NHWC, PixelRange.BYTES)))
        .isEqualTo(numbers(expected));
  }

  private static float[] numbers(Dataset dataset) {
    return dataset.training().images(1, 0).reshape(-1).toFloatVector();
  }

  /** The file is a new one each time, since the one before may be mapped. */
  private static Dataset open(byte[] images, Layout layout, PixelRange... pixels)
      throws IOException {
    Files.deleteIfExists(folder.resolve("x.npy"));
    ArrayPair pair =
        Named.pair(
            Npy.write(folder, "x.npy", images), Npy.write(folder, "y.npy", Npy.labels(0, 1)));
    return Named.apart(pair, pair, layout, pixels).open(file -> folder);
  }
}
