package org.orthant.datasets.arrays;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.data.PixelRange;
import org.orthant.testkit.DatasetContract;

/** Arrays of files as one finds them. */
public abstract class ArraysContract extends DatasetContract<NumpyArrays> {
  private static final int COUNT = 40;
  private static final int SIZE = 6;

  @TempDir static Path folder;

  private List<NumpyArrays> plugins = List.of();

  @Override
  protected List<NumpyArrays> plugins() {
    if (plugins.isEmpty()) {
      try {
        plugins = written();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plugins;
  }

  private static List<NumpyArrays> written() throws IOException {
    byte[] pixels = new byte[COUNT * SIZE];
    float[] numbers = new float[COUNT * SIZE];
    long[] classes = new long[COUNT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (37 * i);
      numbers[i] = i % 11 / 10f;
      classes[i / SIZE] = i / SIZE % 2;
    }
    byte[] bytes = Npy.array("|u1", "(40, 3, 1, 2)", pixels);
    byte[] labels = Npy.labels(classes);
    ArrayPair pair =
        Named.pair(Npy.write(folder, "bytes.npy", bytes), Npy.write(folder, "labels.npy", labels));
    Path floats = Npy.write(folder, "floats.npy", Npy.floats("(40, 2, 3)", numbers));
    Path archive =
        Npy.write(folder, "a.npz", Npy.archive(true, Map.of("images", bytes, "labels", labels)));
    return List.of(
        Named.apart(pair, pair, Layout.NCHW),
        Named.together(floats, pair.labels().orElseThrow(), PixelRange.UNIT),
        Named.unlabelled(pair.images()),
        Named.archive(archive, "images", "labels"));
  }
}
