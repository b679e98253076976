package org.orthant.datasets.arrays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.orthant.api.BadInputException;
import org.orthant.api.data.PixelRange;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class ArraysFuzzTest {
  private static final byte[] BYTES = Npy.array("|u1", "(4, 2, 2, 1)", new byte[16]);
  private static final byte[] LABELS = Npy.labels(0, 1, 0, 1);
  private static final Fuzz IMAGES =
      fuzz(".npy of images", BYTES, Npy.floats("(4, 2)", new float[8]));
  private static final Fuzz NUMBERS =
      fuzz(".npy of labels", LABELS, Npy.array("|u1", "(4, 1)", new byte[] {0, 1, 2, 1}));
  private static final Map<String, byte[]> ENTRIES = Map.of("images", BYTES, "labels", LABELS);
  private static final Fuzz ARCHIVES =
      fuzz(".npz", Npy.archive(true, ENTRIES), Npy.archive(false, ENTRIES));

  private static Path folder;

  private static Fuzz fuzz(String reader, byte[]... valid) {
    return new Fuzz(reader, List.of(BadInputException.class), valid);
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterContainer
  static void report() throws IOException {
    for (String name : List.of("x.npy", "y.npy", "a.npz")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
    List.of(IMAGES, NUMBERS, ARCHIVES).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void images(@ForAll Random random) {
    IMAGES.feed(random, input -> open(pair(input, LABELS)));
  }

  @Property(seed = "1706")
  void labels(@ForAll Random random) {
    NUMBERS.feed(random, input -> open(pair(BYTES, input)));
  }

  @Property(seed = "1707")
  void archives(@ForAll Random random) {
    ARCHIVES.feed(random, input -> open(Named.archive(Npy.write(folder, "a.npz", input))));
  }

  private static NumpyArrays pair(byte[] images, byte... labels) throws IOException {
    return Named.together(
        Npy.write(folder, "x.npy", images), Npy.write(folder, "y.npy", labels), PixelRange.BYTES);
  }

  private static void open(NumpyArrays arrays) throws IOException {
    arrays.open(file -> file.path().isEmpty() ? null : Path.of(file.path()));
  }
}
