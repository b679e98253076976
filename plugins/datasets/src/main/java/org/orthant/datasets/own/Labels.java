package org.orthant.datasets.own;

import java.util.Objects;

/** The label of each image, or that there are none. */
public final class Labels {
  /** Those of images without labels. */
  public static final Labels NONE = new Labels(new int[0]);

  private final int[] labels;

  private Labels(int... labels) {
    this.labels = labels;
  }

  /** One label per image, at least one; taken over without copying them. */
  public static Labels of(int... labels) {
    return new Labels(labels);
  }

  /** Whether there are labels. */
  public boolean arePresent() {
    return labels.length > 0;
  }

  /**
   * The labels at these indices.
   *
   * @throws UnsupportedOperationException if there are none
   */
  public int[] at(int... indices) {
    if (!arePresent()) {
      throw new UnsupportedOperationException("the images have no labels");
    }
    int[] found = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      found[i] = labels[Objects.checkIndex(indices[i], labels.length)];
    }
    return found;
  }

  /** Those of some of the images. */
  public Labels chosen(int... indices) {
    return arePresent() ? new Labels(at(indices)) : NONE;
  }

  /** Adds all of them to a digest. */
  public void digest(SplitDigest digest, int classes) {
    digest.labels(classes, labels);
  }
}
