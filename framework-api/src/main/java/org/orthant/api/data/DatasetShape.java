package org.orthant.api.data;

import java.util.List;
import java.util.Locale;
import org.orthant.api.model.ImageShape;

/**
 * The facts that are known of a dataset before it is opened.
 *
 * @param image one image
 * @param classes how many labels there are, 0 … classes − 1; 0 where images have no labels
 * @param training images to train on
 * @param test images to measure on
 * @param classNames the name of each class, in the order of the labels; empty where classes have
 *     none
 */
public record DatasetShape(
    ImageShape image, int classes, int training, int test, List<String> classNames) {
  public DatasetShape {
    classNames = List.copyOf(classNames);
    if (!classNames.isEmpty() && classNames.size() != classes) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d names of %d classes", classNames.size(), classes));
    }
  }

  /** Classes without names. */
  public DatasetShape(ImageShape image, int classes, int training, int test) {
    this(image, classes, training, test, List.of());
  }

  /** Images without labels. */
  public static DatasetShape unlabelled(ImageShape image, int training, int test) {
    return new DatasetShape(image, 0, training, test);
  }

  /** Tells whether images have labels. */
  public boolean isLabelled() {
    return classes > 0;
  }
}
