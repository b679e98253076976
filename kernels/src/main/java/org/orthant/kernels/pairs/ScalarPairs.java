package org.orthant.kernels.pairs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;

/** What the kernels compute of pairs, said as plainly as possible. */
final class ScalarPairs {
  private static final MathContext PRECISION = new MathContext(60);

  private ScalarPairs() {}

  static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  static int bin(float value, int level) {
    return (int) Math.floor(Math.scalb((double) value, -level));
  }

  /** [y][x], row after row. */
  static long[] counts(float[] x, float[] y, int levelX, int levelY) {
    long[] counts = new long[JointCounts.BINS * JointCounts.BINS];
    for (int i = 0; i < x.length; i++) {
      int row = bin(y[i], levelY) + JointCounts.HALF;
      int column = bin(x[i], levelX) + JointCounts.HALF;
      counts[row * JointCounts.BINS + column]++;
    }
    return counts;
  }

  static long flips(float[] x, float[] y) {
    return IntStream.range(0, x.length).filter(i -> (x[i] > 0) != (y[i] > 0)).count();
  }

  static long zeros(float[] x) {
    return IntStream.range(0, x.length).filter(i -> x[i] == 0).count();
  }

  /** Exact until the last division: n·s_xy = n·Σxy − Σx·Σy. */
  static PairMoments moments(float[] x, float[] y, int column, int columns) {
    int[] rows = IntStream.range(0, x.length).filter(i -> i % columns == column).toArray();
    if (rows.length == 0) {
      return new PairMoments(0, 0, 0, 0, 0, 0);
    }
    BigDecimal n = BigDecimal.valueOf(rows.length);
    return new PairMoments(
        rows.length,
        sum(x, rows).divide(n, PRECISION).doubleValue(),
        sum(y, rows).divide(n, PRECISION).doubleValue(),
        centralProducts(x, x, rows),
        centralProducts(y, y, rows),
        centralProducts(x, y, rows));
  }

  private static double centralProducts(float[] x, float[] y, int[] rows) {
    BigDecimal n = BigDecimal.valueOf(rows.length);
    BigDecimal products =
        IntStream.of(rows)
            .mapToObj(i -> new BigDecimal(x[i]).multiply(new BigDecimal(y[i])))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return n.multiply(products)
        .subtract(sum(x, rows).multiply(sum(y, rows)))
        .divide(n, PRECISION)
        .doubleValue();
  }

  private static BigDecimal sum(float[] values, int[] rows) {
    return IntStream.of(rows)
        .mapToObj(i -> new BigDecimal(values[i]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
