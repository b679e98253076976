package org.orthant.framework.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.statistics.Moments;

/**
 * What an opened dataset holds.
 *
 * @param training how many training images each class has; empty where images have no labels
 * @param test how many test images each class has; empty where images have no labels
 * @param numbers those of the first test images, as the network meets them
 * @param images how many images these are
 */
public record DatasetLook(
    DatasetShape shape, List<Long> training, List<Long> test, Range numbers, int images) {
  private static final int MOST_IMAGES = 1_000;
  private static final int TOGETHER = 25;

  public DatasetLook {
    training = List.copyOf(training);
    test = List.copyOf(test);
  }

  /** The smallest and the largest number, and the mean and standard deviation of all. */
  public record Range(double low, double high, double mean, double deviation) {}

  /**
   * Opens a dataset and looks at it. Nothing is downloaded.
   *
   * @return empty if a file of it lies in none of the folders
   * @throws BadInputException if what is there cannot be used
   */
  public static Optional<DatasetLook> at(DatasetSource source, DatasetFolders folders)
      throws IOException {
    AtomicBoolean absent = new AtomicBoolean();
    try {
      return Optional.of(
          of(
              source.open(
                  file ->
                      folders
                          .lookUp(file)
                          .orElseThrow(
                              () -> {
                                absent.set(true);
                                return new BadInputException("no file " + file.path());
                              }))));
    } catch (BadInputException e) {
      if (absent.get()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static DatasetLook of(Dataset dataset) {
    DatasetShape shape = dataset.shape();
    int images = Math.min(MOST_IMAGES, shape.test());
    return new DatasetLook(
        shape,
        counts(dataset.training(), shape.classes()),
        counts(dataset.test(), shape.classes()),
        range(dataset.test(), images),
        images);
  }

  private static List<Long> counts(Split split, int classes) {
    long[] counts = new long[classes];
    if (classes > 0) {
      for (int label : split.labels(IntStream.range(0, split.size()).toArray())) {
        counts[label]++;
      }
    }
    return IntStream.range(0, classes).mapToObj(label -> counts[label]).toList();
  }

  private static Range range(Split split, int images) {
    Moments moments = new Moments();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < images; from += TOGETHER) {
      int[] indices = IntStream.range(from, Math.min(from + TOGETHER, images)).toArray();
      try (INDArray shown = split.images(indices)) {
        for (float number : shown.reshape(-1).toFloatVector()) {
          moments.add(number);
          low = Math.min(low, number);
          high = Math.max(high, number);
        }
      }
    }
    return new Range(low, high, moments.mean(), moments.standardDeviation());
  }

  /** The classes of which there is no image in a split. */
  public static List<Integer> missing(List<Long> counts) {
    return IntStream.range(0, counts.size())
        .filter(label -> counts.get(label) == 0)
        .boxed()
        .toList();
  }
}
