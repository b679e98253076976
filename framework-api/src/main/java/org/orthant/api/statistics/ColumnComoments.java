package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.kernels.pairs.ColumnMoments;
import org.orthant.kernels.pairs.PairMoments;

/** {@link Comoments} of each column of two matrices, one column being one filter. */
public final class ColumnComoments implements Statistic<ColumnComoments> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 20;

  private final Comoments[] columns;

  public ColumnComoments(int columns) {
    this(Stream.generate(Comoments::new).limit(columns).toArray(Comoments[]::new));
  }

  private ColumnComoments(Comoments... columns) {
    this.columns = columns;
  }

  /**
   * Adds the rows of two matrices.
   *
   * @param x [rows, columns], row after row
   * @param y the same shape
   */
  public void add(float[] x, float[] y) {
    requireRows(x, y);
    add(ColumnMoments.of(x, y, columns.length));
  }

  /**
   * Returns the same pairs as dot products that were computed in float32.
   *
   * @param dimension the number of terms of each
   * @param termsX of each column: no less than the root of the sum of the squared terms of any x
   * @param termsY the same for y
   */
  public ColumnComoments ofDotProducts(int dimension, double[] termsX, double[] termsY) {
    return new ColumnComoments(
        IntStream.range(0, columns.length)
            .mapToObj(c -> columns[c].ofDotProducts(dimension, termsX[c], termsY[c]))
            .toArray(Comoments[]::new));
  }

  void requireRows(float[] x, float[] y) {
    if (x.length != y.length || x.length % columns.length != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d and %d values for %d columns", x.length, y.length, columns.length));
    }
  }

  void add(List<PairMoments> moments) {
    for (int c = 0; c < columns.length; c++) {
      columns[c].add(moments.get(c));
    }
  }

  @Override
  public void merge(ColumnComoments other) {
    if (other.columns.length != columns.length) {
      throw new IllegalArgumentException(
          columns.length + " and " + other.columns.length + " columns");
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c].merge(other.columns[c]);
    }
  }

  /**
   * These as some columns of more, of which the others have met numbers that are not finite.
   *
   * @param count how many there are in all
   * @param places which of them these are, ascending
   */
  ColumnComoments among(int count, int... places) {
    Comoments[] all = new Comoments[count];
    for (int i = 0; i < places.length; i++) {
      all[places[i]] = columns[i];
    }
    for (int c = 0; c < count; c++) {
      if (all[c] == null) {
        all[c] = new Comoments();
        all[c].add(Double.NaN, Double.NaN);
      }
    }
    return new ColumnComoments(all);
  }

  /** All columns as one sample of pairs, but those that have met a number that is not finite. */
  public Comoments pooled() {
    Comoments all = new Comoments();
    for (Comoments column : columns) {
      if (column.isFinite()) {
        all.merge(column);
      }
    }
    return all;
  }

  /**
   * Pearson's r of each column; NaN where x or y never changes, within rounding, or is not finite.
   */
  public double[] pearson() {
    return IntStream.range(0, columns.length).mapToDouble(c -> columns[c].pearson()).toArray();
  }

  /** The pairs of each column. */
  public List<Comoments> columns() {
    return List.of(columns);
  }

  /** Whether every number of a column was finite. */
  public boolean isFinite(int column) {
    return columns[column].isFinite();
  }

  /** Returns in how many columns x never changes, within rounding. */
  public int constantX() {
    return (int) Stream.of(columns).filter(Comoments::isConstantX).count();
  }

  /** Returns in how many columns y never changes, within rounding. */
  public int constantY() {
    return (int) Stream.of(columns).filter(Comoments::isConstantY).count();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(columns.length);
    for (Comoments column : columns) {
      column.write(out);
    }
  }

  static ColumnComoments read(DataInput in) throws IOException {
    int count = StatisticFormat.readLength(in, MOST);
    List<Comoments> columns = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      columns.add(Comoments.read(in));
    }
    return new ColumnComoments(columns.toArray(Comoments[]::new));
  }
}
