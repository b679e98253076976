package org.orthant.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Download;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;

/** Datasets that break what holds for them, and a sound one. */
final class BrokenDatasets {
  private static final DatasetShape SHAPE = new DatasetShape(new ImageShape(3, 2, 1), 3, 30, 12);
  private static final FakeDataset SOUND = new FakeDataset(SHAPE, new Seed(1));
  private static final DataFile FILE =
      new DataFile(
          "folder/file", Download.file(URI.create("https://example.org"), 1, "0".repeat(64)));

  private BrokenDatasets() {}

  /** A dataset whose splits are spoilt. */
  private record Spoilt(UnaryOperator<Split> spoiling, String digest) implements Dataset {
    Spoilt(UnaryOperator<Split> spoiling) {
      this(spoiling, SOUND.digest());
    }

    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Split training() {
      return spoiling.apply(SOUND.training());
    }

    @Override
    public Split test() {
      return spoiling.apply(SOUND.test());
    }
  }

  /** A dataset that takes itself for one of another shape. */
  private record OpenedAs(DatasetShape shape, Dataset dataset) implements Dataset {
    @Override
    public Split training() {
      return dataset.training();
    }

    @Override
    public Split test() {
      return dataset.test();
    }

    @Override
    public String digest() {
      return dataset.digest();
    }
  }

  /** A split that hands on what another gives. */
  private static class HandedOn implements Split {
    final Split split;

    HandedOn(Split split) {
      this.split = split;
    }

    @Override
    public int size() {
      return split.size();
    }

    @Override
    public INDArray images(int... indices) {
      return split.images(indices);
    }

    @Override
    public int[] labels(int... indices) {
      return split.labels(indices);
    }
  }

  static class OfSound extends DatasetContract<Sound> {}

  static class OfUnlabelled extends DatasetContract<Unlabelled> {}

  @Id("unlabelled")
  @Doc("Noisy patterns without labels")
  public record Unlabelled() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return DatasetShape.unlabelled(SHAPE.image(), SHAPE.training(), SHAPE.test());
    }

    @Override
    public Dataset open(DataFiles files) {
      return new FakeDataset(shape(), new Seed(1));
    }
  }

  @Id("sound-dataset")
  @Doc("Noisy patterns")
  public record Sound() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return SOUND;
    }
  }

  @Breaks(rule = "opensAsAnnounced", says = "announces")
  static class OfBoasting extends DatasetContract<Boasting> {}

  @Id("boasting")
  @Doc("Announces more images than it has")
  public record Boasting() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return new DatasetShape(SHAPE.image(), SHAPE.classes(), 1_000, SHAPE.test());
    }

    @Override
    public Dataset open(DataFiles files) {
      return SOUND;
    }
  }

  @Breaks(rule = "imagesLieBetweenMinusOneAndOne", says = "scale every number to [−1, 1]")
  static class OfGlaring extends DatasetContract<Glaring> {}

  @Id("glaring")
  @Doc("Images brighter than allowed")
  public record Glaring() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public INDArray images(int... indices) {
                  return split.images(indices).addi(1);
                }
              });
    }
  }

  @Breaks(
      rule = "imagesAreNewDenseArrays",
      says = "changes the dataset: return a new array",
      alone = false)
  static class OfCaching extends DatasetContract<Caching> {}

  @Id("caching")
  @Doc("Returns the same array again")
  public record Caching() implements DatasetSource {
    private static final Map<List<Integer>, INDArray> GIVEN = new HashMap<>();

    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public INDArray images(int... indices) {
                  List<Integer> key =
                      IntStream.concat(IntStream.of(split.size()), IntStream.of(indices))
                          .boxed()
                          .toList();
                  synchronized (GIVEN) {
                    return GIVEN.computeIfAbsent(key, first -> split.images(indices));
                  }
                }
              });
    }
  }

  @Breaks(rule = "anImageIsTheSameAnywhere", says = "an index alone must determine")
  static class OfAveraging extends DatasetContract<Averaging> {}

  @Id("averaging")
  @Doc("Scales images by how many are asked for")
  public record Averaging() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public INDArray images(int... indices) {
                  return split.images(indices).divi(indices.length);
                }
              });
    }
  }

  @Breaks(
      rule = "labelsAreNewArrays",
      says = "changes the dataset: return a new array",
      alone = false)
  static class OfRemembering extends DatasetContract<Remembering> {}

  @Id("remembering")
  @Doc("Returns the same labels again")
  public record Remembering() implements DatasetSource {
    private static final Map<List<Integer>, int[]> GIVEN = new ConcurrentHashMap<>();

    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public int[] labels(int... indices) {
                  int[] labels = split.labels(indices);
                  return indices.length == 1
                      ? labels
                      : GIVEN.computeIfAbsent(
                          IntStream.of(indices).boxed().toList(), first -> labels);
                }
              });
    }
  }

  @Breaks(rule = "aLabelIsTheSameAnywhere", says = "an index alone must determine it")
  static class OfShifting extends DatasetContract<Shifting> {}

  @Id("shifting")
  @Doc("Turns labels by how many are asked for")
  public record Shifting() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public int[] labels(int... indices) {
                  return Arrays.stream(split.labels(indices))
                      .map(label -> indices.length == 1 ? label : (label + 1) % SHAPE.classes())
                      .toArray();
                }
              });
    }
  }

  @Breaks(rule = "imagesWithoutLabelsSaySo", says = "throw an UnsupportedOperationException")
  static class OfInventing extends DatasetContract<Inventing> {}

  @Id("inventing")
  @Doc("Has labels for images without classes")
  public record Inventing() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return DatasetShape.unlabelled(SHAPE.image(), SHAPE.training(), SHAPE.test());
    }

    @Override
    public Dataset open(DataFiles files) {
      return new OpenedAs(shape(), SOUND);
    }
  }

  @Breaks(rule = "labelsAreClasses", says = "labels must lie in 0 … 2")
  static class OfFromOne extends DatasetContract<FromOne> {}

  @Id("from-one")
  @Doc("Counts classes from 1")
  public record FromOne() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public int[] labels(int... indices) {
                  return Arrays.stream(split.labels(indices)).map(label -> label + 1).toArray();
                }
              });
    }
  }

  @Breaks(rule = "showsEveryClass", says = "override everyClassOccurs()")
  static class OfMonotonous extends DatasetContract<Monotonous> {}

  @Id("monotonous")
  @Doc("Shows one class alone")
  public record Monotonous() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public int[] labels(int... indices) {
                  return Arrays.stream(split.labels(indices)).map(label -> 0).toArray();
                }
              });
    }
  }

  @Breaks(rule = "theDigestIsAHash", says = "must be a SHA-256")
  static class OfUnhashed extends DatasetContract<Unhashed> {}

  @Id("unhashed")
  @Doc("Has a word for a digest")
  public record Unhashed() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(split -> split, "unhashed");
    }
  }

  @Breaks(rule = "servesManyThreads", says = "keep nothing between calls")
  static class OfScratch extends DatasetContract<Scratch> {}

  @Id("scratch")
  @Doc("Keeps what was asked for where all threads see it")
  public record Scratch() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      int[][] shared = new int[1][];
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public INDArray images(int... indices) {
                  shared[0] = indices;
                  pause();
                  return split.images(shared[0]);
                }
              });
    }

    private static void pause() {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Breaks(rule = "refusesAnIndexItDoesNotHave", says = "as Objects.checkIndex does")
  static class OfWrapping extends DatasetContract<Wrapping> {}

  @Id("wrapping")
  @Doc("Begins anew behind its end")
  public record Wrapping() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) {
      return new Spoilt(
          split ->
              new HandedOn(split) {
                @Override
                public INDArray images(int... indices) {
                  return split.images(wrapped(indices));
                }

                @Override
                public int[] labels(int... indices) {
                  return split.labels(wrapped(indices));
                }

                private int[] wrapped(int... indices) {
                  return Arrays.stream(indices)
                      .map(index -> Math.floorMod(index, split.size()))
                      .toArray();
                }
              });
    }
  }

  @Breaks(rule = "saysWhichFileIsMissing", says = "by a BadInputException that names it")
  static class OfStartled extends DatasetContract<Startled> {
    @Override
    protected DataFiles files() {
      return file -> Path.of("pom.xml");
    }
  }

  @Id("startled")
  @Doc("Says nothing of a missing file")
  public record Startled() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) throws IOException {
      Path found;
      try {
        found = files.find(FILE);
      } catch (BadInputException e) {
        throw new IllegalStateException(e);
      }
      if (!found.endsWith("pom.xml")) {
        throw new BadInputException(found + " is no file of this dataset");
      }
      return SOUND;
    }
  }

  @Breaks(rule = "saysWhichFileIsForeign", says = "check length and magic number")
  static class OfTrusting extends DatasetContract<Trusting> {
    @Override
    protected DataFiles files() {
      return file -> Path.of("pom.xml");
    }
  }

  @Id("trusting")
  @Doc("Believes that every file is its own")
  public record Trusting() implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return SHAPE;
    }

    @Override
    public Dataset open(DataFiles files) throws IOException {
      files.find(FILE);
      return SOUND;
    }
  }
}
