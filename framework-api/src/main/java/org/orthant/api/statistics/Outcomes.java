package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a network said of each image: the predicted class beside the label. */
public final class Outcomes implements Statistic<Outcomes> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 24;

  private int[] predictions = {};
  private int[] labels = {};

  /** Adds images; both arrays have one entry per image. */
  public void add(int[] predictions, int[] labels) {
    if (predictions.length != labels.length) {
      throw new IllegalArgumentException(
          predictions.length + " predictions for " + labels.length + " labels");
    }
    this.predictions = joined(this.predictions, predictions);
    this.labels = joined(this.labels, labels);
  }

  @Override
  public void merge(Outcomes other) {
    add(other.predictions, other.labels);
  }

  /** The first images only, or all if there are not that many. */
  public Outcomes first(int images) {
    Outcomes first = new Outcomes();
    int count = Math.min(images, labels.length);
    first.add(Arrays.copyOf(predictions, count), Arrays.copyOf(labels, count));
    return first;
  }

  public int count() {
    return labels.length;
  }

  public int[] predictions() {
    return predictions.clone();
  }

  public int[] labels() {
    return labels.clone();
  }

  /** How many images were predicted right. */
  public long correct() {
    long correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += predictions[i] == labels[i] ? 1 : 0;
    }
    return correct;
  }

  /**
   * How many images this gets right and another gets wrong.
   *
   * @param other what another network said of the same images
   */
  public long correctBeyond(Outcomes other) {
    if (!Arrays.equals(labels, other.labels)) {
      throw new IllegalArgumentException("outcomes of other images");
    }
    return IntStream.range(0, labels.length)
        .filter(i -> predictions[i] == labels[i] && other.predictions[i] != labels[i])
        .count();
  }

  private static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(labels.length);
    for (int i = 0; i < labels.length; i++) {
      out.writeInt(predictions[i]);
      out.writeInt(labels[i]);
    }
  }

  static Outcomes read(DataInput in) throws IOException {
    int count = StatisticFormat.readLength(in, MOST);
    IntStream.Builder predictions = IntStream.builder();
    IntStream.Builder labels = IntStream.builder();
    for (int i = 0; i < count; i++) {
      predictions.add(in.readInt());
      labels.add(in.readInt());
    }
    Outcomes read = new Outcomes();
    read.predictions = predictions.build().toArray();
    read.labels = labels.build().toArray();
    return read;
  }
}
