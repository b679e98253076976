package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The class that a network predicted of each image, beside the label where there is one. */
public final class Outcomes implements Statistic<Outcomes> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 24;

  private int[] predictions = {};
  private int[] labels = {};

  /**
   * Adds images; both arrays have one entry per image.
   *
   * @throws IllegalArgumentException if there are images without labels among the others
   */
  public void add(int[] predictions, int[] labels) {
    if (predictions.length != labels.length) {
      throw new IllegalArgumentException(
          predictions.length + " predictions for " + labels.length + " labels");
    }
    join(predictions, labels);
  }

  /**
   * Adds images that have no labels.
   *
   * @throws IllegalArgumentException if there are images with labels among the others
   */
  public void addUnlabelled(int... predictions) {
    join(predictions, new int[0]);
  }

  @Override
  public void merge(Outcomes other) {
    join(other.predictions, other.labels);
  }

  private void join(int[] morePredictions, int[] moreLabels) {
    boolean labelled = moreLabels.length > 0;
    if (count() > 0 && morePredictions.length > 0 && labelled != isLabelled()) {
      throw new IllegalArgumentException("images with labels beside images without");
    }
    predictions = joined(predictions, morePredictions);
    labels = joined(labels, moreLabels);
  }

  /** The first images only, or all if there are not that many. */
  public Outcomes first(int images) {
    Outcomes first = new Outcomes();
    int count = Math.min(images, count());
    first.join(
        Arrays.copyOf(predictions, count), Arrays.copyOf(labels, Math.min(count, labels.length)));
    return first;
  }

  public int count() {
    return predictions.length;
  }

  /** Whether the images have labels; false where there is no image. */
  public boolean isLabelled() {
    return labels.length > 0;
  }

  public int[] predictions() {
    return predictions.clone();
  }

  /** One label per image; empty where images have none. */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * Returns how many images were predicted right.
   *
   * @throws IllegalStateException if they have no labels
   */
  public long correct() {
    requireLabels();
    long correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += predictions[i] == labels[i] ? 1 : 0;
    }
    return correct;
  }

  /**
   * Returns how many images these outcomes get right and others get wrong.
   *
   * @param other what another network said of the same images
   * @throws IllegalStateException if they have no labels
   */
  public long correctBeyond(Outcomes other) {
    requireLabels();
    if (!Arrays.equals(labels, other.labels)) {
      throw new IllegalArgumentException("outcomes of other images");
    }
    return IntStream.range(0, labels.length)
        .filter(i -> predictions[i] == labels[i] && other.predictions[i] != labels[i])
        .count();
  }

  private void requireLabels() {
    if (count() > 0 && !isLabelled()) {
      throw new IllegalStateException("the images have no labels");
    }
  }

  private static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(predictions.length);
    out.writeBoolean(isLabelled());
    for (int i = 0; i < predictions.length; i++) {
      out.writeInt(predictions[i]);
      if (isLabelled()) {
        out.writeInt(labels[i]);
      }
    }
  }

  static Outcomes read(DataInput in) throws IOException {
    int count = StatisticFormat.readLength(in, MOST);
    boolean labelled = in.readBoolean();
    IntStream.Builder predictions = IntStream.builder();
    IntStream.Builder labels = IntStream.builder();
    for (int i = 0; i < count; i++) {
      predictions.add(in.readInt());
      if (labelled) {
        labels.add(in.readInt());
      }
    }
    Outcomes read = new Outcomes();
    read.predictions = predictions.build().toArray();
    read.labels = labels.build().toArray();
    return read;
  }
}
