package org.orthant.datasets.csv;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.datasets.own.Labels;
import org.orthant.datasets.own.SplitDigest;

/** Rows of features as images of one pixel. */
final class RowSplit implements Split {
  private final List<float[]> rows;
  private final Labels labels;

  RowSplit(List<float[]> rows, Labels labels) {
    this.rows = List.copyOf(rows);
    this.labels = labels;
  }

  /** Returns the same labels for other rows. */
  RowSplit with(List<float[]> others) {
    return new RowSplit(others, labels);
  }

  /** The features of each row; not to be changed. */
  List<float[]> rows() {
    return rows;
  }

  /** The rows of these indices. */
  RowSplit chosen(int... indices) {
    return new RowSplit(
        Arrays.stream(indices).mapToObj(rows::get).toList(), labels.chosen(indices));
  }

  /** Returns how many features a row has. */
  int width() {
    return rows.get(0).length;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public INDArray images(int... indices) {
    float[] values = new float[Math.multiplyExact(indices.length, width())];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(rows.get(indices[i]), 0, values, i * width(), width());
    }
    return Nd4j.create(values, new long[] {indices.length, 1, 1, width()}, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    return labels.at(indices);
  }

  /** Adds all rows, then all labels. */
  void digest(SplitDigest digest, int classes) {
    rows.forEach(digest::pixels);
    labels.digest(digest, classes);
  }
}
