package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.opentest4j.TestAbortedException;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.spi.DatasetSource;

/**
 * What every dataset must hold to: {@code class MnistContractTest extends DatasetContract<Mnist>
 * {}}. A dataset of files takes them from the folder that the environment variable {@code
 * ORTHANT_DATA} names, unless {@link #files()} is overridden; without it what needs them is
 * skipped.
 *
 * @param <P> the dataset under test
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class DatasetContract<P extends DatasetSource> extends PluginContract<P> {
  /** How many images of a split are looked at, spread over the whole. */
  private static final int MOST = 1_000;

  private static final String FOLDER = "ORTHANT_DATA";

  private final Map<P, Dataset> opened = new HashMap<>();

  /** Returns where the dataset's files are. */
  protected DataFiles files() {
    return file -> {
      String folder = System.getenv(FOLDER);
      if (folder == null || !Files.exists(Path.of(folder, file.path()))) {
        throw new TestAbortedException(
            String.format(
                Locale.ROOT,
                "needs %s: let %s name the folder that holds it",
                file.path(),
                FOLDER));
      }
      return Path.of(folder, file.path());
    };
  }

  /** Whether each split shows every class, as it does unless overridden. */
  protected boolean everyClassOccurs() {
    return true;
  }

  @Test
  final void opensAsAnnounced() {
    for (P source : plugins()) {
      DatasetShape shape = source.shape();
      require(
          shape != null && shape.equals(source.shape()),
          "shape() of %s is null or changes: it may depend on the parameters alone",
          source);
      Dataset dataset = opened(source);
      require(
          shape.equals(dataset.shape()),
          "%s announces %s and opens as %s",
          source,
          shape,
          dataset.shape());
      require(
          dataset.training().size() == shape.training() && dataset.test().size() == shape.test(),
          "%s announces %s, but has %d training and %d test images",
          source,
          shape,
          dataset.training().size(),
          dataset.test().size());
      require(
          shape.classes() != 1 && shape.training() >= 1 && shape.test() >= 1,
          "%s must have two classes, or none where images have no labels, and one image of each"
              + " split at least, but is %s",
          source,
          shape);
    }
  }

  @Test
  final void imagesLieBetweenMinusOneAndOne() {
    forEachSplit(
        (source, split) -> {
          for (double number : Numbers.of(split.images(some(split)))) {
            require(
                number >= -1 && number <= 1,
                "an image of %s holds %s: scale every number to [−1, 1], as p / 127.5 − 1 does"
                    + " with bytes",
                source,
                number);
          }
        });
  }

  @Test
  final void imagesAreNewDenseArrays() {
    forEachSplit(
        (source, split) -> {
          int[] indices = firstFew(split);
          INDArray images = split.images(indices);
          long[] expected = {
            indices.length,
            source.shape().image().height(),
            source.shape().image().width(),
            source.shape().image().channels()
          };
          require(
              Arrays.equals(images.shape(), expected) && images.dataType() == DataType.FLOAT,
              "images of %s are %s %s: they must be float32 of [n, height, width, channels], here"
                  + " %s",
              source,
              images.dataType(),
              Arrays.toString(images.shape()),
              Arrays.toString(expected));
          Numbers.requireDense(images, "what images() of " + source + " returns");
          INDArray copy = images.dup('c');
          images.assign(0.5);
          require(
              Numbers.equal(split.images(indices), copy),
              "who changes an array that images() of %s returned changes the dataset: return a new"
                  + " array",
              source);
        });
  }

  @Test
  final void labelsAreNewArrays() {
    forEachLabelledSplit(
        (source, split) -> {
          int[] indices = firstFew(split);
          int[] labels = split.labels(indices);
          int[] before = labels.clone();
          Arrays.fill(labels, -1);
          require(
              Arrays.equals(split.labels(indices), before),
              "who changes what labels() of %s returned changes the dataset: return a new array",
              source);
        });
  }

  @Test
  final void aLabelIsTheSameAnywhere() {
    forEachLabelledSplit(
        (source, split) -> {
          int[] forward = firstFew(split);
          int[] labels = split.labels(forward);
          for (int i = 0; i < forward.length; i++) {
            require(
                labels[i] == split.labels(forward[i])[0],
                "label %d of %s depends on what it is asked for with: an index alone must determine"
                    + " it",
                forward[i],
                source);
          }
        });
  }

  @Test
  final void imagesWithoutLabelsSaySo() {
    forEachSplit(
        (source, split) -> {
          if (!source.shape().isLabelled()) {
            try {
              split.labels(0);
            } catch (UnsupportedOperationException e) {
              return;
            }
            throw new AssertionError(
                source + " has no classes, yet a label: throw an UnsupportedOperationException");
          }
        });
  }

  @Test
  final void anImageIsTheSameAnywhere() {
    forEachSplit(
        (source, split) -> {
          int[] forward = firstFew(split);
          int[] backward = new int[forward.length];
          Arrays.setAll(backward, i -> forward[forward.length - 1 - i]);
          INDArray together = split.images(forward);
          INDArray reversed = split.images(backward);
          for (int i = 0; i < forward.length; i++) {
            double[] alone = Numbers.of(split.images(forward[i]));
            double[] mirrored = Numbers.of(reversed.slice(forward.length - 1 - i));
            require(
                Arrays.equals(alone, Numbers.of(together.slice(i)))
                    && Arrays.equals(alone, mirrored),
                "image %d of %s depends on what it is asked for with, or on what was asked before:"
                    + " an index alone must determine it",
                forward[i],
                source);
          }
        });
  }

  @Test
  final void labelsAreClasses() {
    forEachLabelledSplit(
        (source, split) -> {
          int classes = source.shape().classes();
          for (int label : labels(split)) {
            require(
                label >= 0 && label < classes,
                "a label of %s is %d: labels must lie in 0 … %d",
                source,
                label,
                classes - 1);
          }
        });
  }

  @Test
  final void showsEveryClass() {
    forEachLabelledSplit(
        (source, split) -> {
          long shown = Arrays.stream(labels(split)).distinct().count();
          require(
              shown >= source.shape().classes() || !everyClassOccurs(),
              "a split of %s shows %d of %d classes: if it means to, override everyClassOccurs()",
              source,
              shown,
              source.shape().classes());
        });
  }

  @Test
  final void theDigestIsAHash() throws IOException {
    for (P source : plugins()) {
      String digest = opened(source).digest();
      require(
          digest != null && digest.matches("[0-9a-f]{64}"),
          "the digest of %s is %s: it must be a SHA-256 as 64 small hexadecimal digits",
          source,
          digest);
      require(
          digest.equals(source.open(files()).digest()),
          "%s, opened twice, has two digests: hash pixels and labels and nothing else",
          source);
    }
  }

  @Test
  final void servesManyThreads() {
    forEachSplit(
        (source, split) -> {
          int[] indices = firstFew(split);
          List<double[]> alone =
              IntStream.of(indices).mapToObj(i -> Numbers.of(split.images(i))).toList();
          List<double[]> together =
              Threads.together(
                  IntStream.of(indices)
                      .<Callable<double[]>>mapToObj(i -> () -> Numbers.of(split.images(i)))
                      .toList());
          for (int i = 0; i < indices.length; i++) {
            require(
                Arrays.equals(alone.get(i), together.get(i)),
                "image %d of %s differs when several threads ask: keep nothing between calls that"
                    + " images() writes to",
                indices[i],
                source);
          }
        });
  }

  @Test
  final void refusesAnIndexItDoesNotHave() {
    forEachSplit(
        (source, split) -> {
          for (int index : new int[] {-1, split.size()}) {
            requireThrown(source + ", images(" + index + ")", () -> split.images(index));
            requireThrown(source + ", labels(" + index + ")", () -> split.labels(index));
          }
        });
  }

  @Test
  final void saysWhichFileIsMissing() {
    for (P source : plugins()) {
      requireRefusedOrUnused(
          source,
          file -> {
            throw new BadInputException(file.path() + " is not to be had");
          },
          "a missing file");
    }
  }

  @Test
  final void saysWhichFileIsForeign(@TempDir Path folder) throws IOException {
    byte[] noise = new byte[1_000];
    Arrays.fill(noise, (byte) 'x');
    for (byte[] content : List.of(new byte[0], noise)) {
      Path foreign = Files.write(folder.resolve("foreign"), content);
      for (P source : plugins()) {
        String message =
            requireRefusedOrUnused(
                source,
                file -> foreign,
                String.format(Locale.ROOT, "a file of %d strange bytes", content.length));
        require(
            message.isEmpty() || message.contains(foreign.getFileName().toString()),
            "%s refuses a foreign file and does not name it: %s",
            source,
            message);
      }
    }
  }

  /** The message; empty if the dataset asks for no files. */
  private String requireRefusedOrUnused(P source, DataFiles files, String what) {
    List<String> asked = new ArrayList<>();
    try {
      source.open(
          file -> {
            asked.add(file.path());
            return files.find(file);
          });
    } catch (BadInputException e) {
      require(
          isOneLine(e.getMessage()),
          "%s must refuse %s in one line, not %s",
          source,
          what,
          e.getMessage());
      return e.getMessage();
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s must refuse %s by a BadInputException that names it, and threw %s",
              source,
              what,
              e),
          e);
    }
    require(
        asked.isEmpty(), "%s opens in spite of %s: check length and magic number", source, what);
    return "";
  }

  private void forEachLabelledSplit(OfSplit<P> check) {
    forEachSplit(
        (source, split) -> {
          if (source.shape().isLabelled()) {
            check.check(source, split);
          }
        });
  }

  private static void requireThrown(String subject, Runnable asking) {
    try {
      asking.run();
    } catch (RuntimeException e) {
      return;
    }
    throw new AssertionError(
        subject + " is none, yet gives something: throw, as Objects.checkIndex does");
  }

  private static int[] labels(Split split) {
    return split.labels(IntStream.range(0, split.size()).toArray());
  }

  private static int[] some(Split split) {
    int count = Math.min(MOST, split.size());
    return IntStream.range(0, count).map(i -> (int) ((long) i * split.size() / count)).toArray();
  }

  private static int[] firstFew(Split split) {
    return IntStream.range(0, Math.min(24, split.size())).toArray();
  }

  private interface OfSplit<P> {
    void check(P source, Split split);
  }

  private void forEachSplit(OfSplit<P> check) {
    for (P source : plugins()) {
      check.check(source, opened(source).training());
      check.check(source, opened(source).test());
    }
  }

  private Dataset opened(P source) {
    return opened.computeIfAbsent(
        source,
        first -> {
          try {
            return source.open(files());
          } catch (IOException e) {
            throw new AssertionError(source + " cannot be opened: " + e, e);
          }
        });
  }
}
