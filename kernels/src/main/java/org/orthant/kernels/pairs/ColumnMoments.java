package org.orthant.kernels.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * {@link PairMoments} of each column of two matrices. Narrow matrices are read several rows at a
 * time, wide ones a band of columns after the other, so that one strip fills the lanes and every
 * lane meets a single column.
 */
public final class ColumnMoments {
  private final float[] x;
  private final float[] y;
  private final int columns;
  private final Consumer<Strip> beforehand;

  private ColumnMoments(float[] x, float[] y, int columns, Consumer<Strip> beforehand) {
    this.x = x;
    this.y = y;
    this.columns = columns;
    this.beforehand = beforehand;
  }

  /**
   * Of each column.
   *
   * @param x [rows, columns], row after row
   * @param y the same shape
   * @param columns at least 1
   */
  public static List<PairMoments> of(float[] x, float[] y, int columns) {
    return new ColumnMoments(x, y, columns, strip -> {}).ofColumns();
  }

  /**
   * Of each column; the same pass counts the pairs.
   *
   * @param x [rows, columns], row after row, within the bins of {@code counts}
   * @param y the same shape, within the bins too
   * @param columns at least 1
   */
  public static List<PairMoments> of(float[] x, float[] y, int columns, JointCounts counts) {
    return new ColumnMoments(x, y, columns, counts::add).ofColumns();
  }

  private List<PairMoments> ofColumns() {
    List<PairMoments> moments = new ArrayList<>(columns);
    for (int column = 0; column < columns; column += Strip.CAPACITY) {
      moments.addAll(ofBand(column, Math.min(Strip.CAPACITY, columns - column)));
    }
    return moments;
  }

  private List<PairMoments> ofBand(int column, int width) {
    int rows = x.length / columns;
    int rowsAtOnce = columns == width ? Strip.CAPACITY / columns : 1;
    int lanes = rowsAtOnce * width;
    LaneSums sums = new LaneSums();
    for (int lane = 0; lane < lanes && rows > 0; lane++) {
      sums.refer(lane, x[column + lane % width], y[column + lane % width]);
    }
    Strip strip = new Strip();
    for (int row = 0; row < rows; row += rowsAtOnce) {
      int from = row * columns + column;
      strip.load(x, y, from, Math.min(lanes, x.length - from));
      beforehand.accept(strip);
      sums.take(strip);
    }
    return IntStream.range(0, width)
        .mapToObj(lane -> sums.moments(lane, width, lanes, rows))
        .toList();
  }
}
