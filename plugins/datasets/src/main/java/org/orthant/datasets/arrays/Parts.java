package org.orthant.datasets.arrays;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.own.Classes;
import org.orthant.datasets.own.OpenedDataset;
import org.orthant.datasets.own.Refusal;
import org.orthant.datasets.own.SplitDigest;
import org.orthant.datasets.own.TestShare;

/** A training and a test split, known but for their pixels. */
final class Parts {
  private final LabelledArrays training;
  private final int[] trainingImages;
  private final LabelledArrays test;
  private final int[] testImages;

  /**
   * Takes the indices over without copying them.
   *
   * @param trainingImages which images of the training's arrays it has
   * @param testImages which images of the test's arrays it has
   */
  private Parts(
      LabelledArrays training, int[] trainingImages, LabelledArrays test, int[] testImages) {
    this.training = training;
    this.trainingImages = trainingImages;
    this.test = test;
    this.testImages = testImages;
  }

  /**
   * Two splits with arrays of their own.
   *
   * @throws BadInputException if their images differ in shape, or only one has labels
   */
  static Parts apart(LabelledArrays training, LabelledArrays test) {
    if (!training.images().image().equals(test.images().image())) {
      throw Refusal.of(
          test.images().array().name(),
          "has images of %s, and those of %s are %s",
          test.images().image(),
          training.images().array().name(),
          training.images().image());
    }
    if (training.labels().isPresent() != test.labels().isPresent()) {
      throw Refusal.of(
          test.images().array().name(),
          "has %s labels, and %s has %s; both need them, or neither",
          test.labels().isPresent() ? "its" : "no",
          training.images().array().name(),
          test.labels().isPresent() ? "none" : "its");
    }
    return new Parts(training, all(training), test, all(test));
  }

  private static int[] all(LabelledArrays arrays) {
    return IntStream.range(0, arrays.images().count()).toArray();
  }

  /** Two splits of the same arrays. */
  static Parts cut(LabelledArrays all, TestShare share) {
    TestShare.Cut cut = share.cut(all.images().array().name(), all.images().count());
    return new Parts(all, cut.training(), all, cut.test());
  }

  /** The dataset's shape. */
  DatasetShape shape(Optional<Integer> classes) {
    ImageShape image = training.images().image();
    if (training.labels().isEmpty()) {
      return DatasetShape.unlabelled(image, trainingImages.length, testImages.length);
    }
    String name = training.labels().get().name();
    int largest = Math.max(training.largest(), test.largest());
    return new DatasetShape(
        image, Classes.count(name, largest, classes), trainingImages.length, testImages.length);
  }

  /**
   * Maps the images into memory and passes over them once.
   *
   * @throws BadInputException if a pixel cannot be used
   */
  Dataset open(DatasetShape shape) throws IOException {
    MappedImages mapped = training.images().map();
    ArraySplit first = new ArraySplit(mapped, training.all(), trainingImages);
    ArraySplit second =
        new ArraySplit(
            test.equals(training) ? mapped : test.images().map(), test.all(), testImages);
    SplitDigest digest = new SplitDigest();
    first.digest(digest, shape.classes());
    second.digest(digest, shape.classes());
    return new OpenedDataset(shape, first, second, digest.hex());
  }
}
