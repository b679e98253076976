package org.orthant.kernels.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnMomentsTest {

  /** Rounding, relative to the spread of x and y around the first pair. */
  private static final double ERROR = 1e-12;

  @Property(tries = 100, seed = "1705")
  void areTheTextbooks(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 300) int columns,
      @ForAll @IntRange(min = -60, max = 60) int exponent,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[rows * columns];
    float[] y = new float[rows * columns];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.scalb((float) random.nextDouble(-1, 3), exponent);
      y[i] = random.nextInt(-3, 4) + Math.scalb(x[i], -exponent);
    }

    assertThatAreTheTextbooks(x, y, columns);
  }

  @Test
  void ofManyRows() {
    for (int columns : new int[] {1, 3, 64, 128, 255, 256, 257}) {
      SplittableRandom random = new SplittableRandom(columns);
      float[] x = new float[600 * columns];
      float[] y = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) random.nextDouble(100, 101);
        y[i] = (float) random.nextDouble(-7, 5) * x[i];
      }

      assertThatAreTheTextbooks(x, y, columns);
    }
  }

  @Test
  void hugeValuesDoNotOverflow() {
    float huge = Float.MAX_VALUE;

    assertThatAreTheTextbooks(
        new float[] {huge, 1, -huge, 2, 0, 3}, new float[] {-huge, huge, huge, -huge, 5, 1}, 2);
  }

  @Test
  void whatNeverChangesHasNoSpread() {
    float[] tenths = new float[999];
    Arrays.fill(tenths, 0.1f);

    for (PairMoments column : ColumnMoments.of(tenths, tenths, 3)) {
      assertThat(column).isEqualTo(new PairMoments(333, 0.1f, 0.1f, 0, 0, 0));
    }
  }

  @Test
  void withoutRowsNothingIsCounted() {
    assertThat(ColumnMoments.of(new float[0], new float[0], 2))
        .containsOnly(new PairMoments(0, 0, 0, 0, 0, 0))
        .hasSize(2);
  }

  @Test
  void ofAValueThatIsNotFiniteAreNotEither() {
    List<PairMoments> columns = ColumnMoments.of(new float[] {1, 2, Float.NaN, 4}, new float[4], 2);

    assertThat(columns.get(0).meanX()).isNaN();
    assertThat(columns.get(0).sxx()).isNaN();
    assertThat(columns.get(1)).isEqualTo(new PairMoments(2, 3, 0, 2, 0, 0));
  }

  @Property(tries = 100, seed = "1705")
  void countingChangesNothingAndCountsAllPairs(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 300) int columns,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[rows * columns];
    float[] y = new float[rows * columns];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt(-49, 50);
      y[i] = (float) random.nextDouble(-20, 20);
    }
    JointCounts alone = new JointCounts(0, -1);
    alone.add(x, y);
    JointCounts beside = new JointCounts(0, -1);

    assertThat(ColumnMoments.of(x, y, columns, beside)).isEqualTo(ColumnMoments.of(x, y, columns));
    assertThat(bins(beside)).isEqualTo(bins(alone));
  }

  private static long[] bins(JointCounts counts) {
    long[] bins = new long[JointCounts.BINS * JointCounts.BINS];
    counts.addTo(bins);
    return bins;
  }

  private static void assertThatAreTheTextbooks(float[] x, float[] y, int columns) {
    List<PairMoments> actual = ColumnMoments.of(x, y, columns);
    assertThat(actual).hasSize(columns);
    for (int column = 0; column < columns; column++) {
      assertThatIs(
          actual.get(column),
          ScalarPairs.moments(x, y, column, columns),
          spread(x, column, columns),
          spread(y, column, columns));
    }
  }

  /** The largest difference from the first row. */
  private static double spread(float[] values, int column, int columns) {
    double spread = 0;
    for (int i = column; i < values.length; i += columns) {
      spread = Math.max(spread, Math.abs((double) values[i] - values[column]));
    }
    return spread;
  }

  private static void assertThatIs(
      PairMoments actual, PairMoments expected, double spreadX, double spreadY) {
    double error = ERROR * expected.count();
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.meanX())
        .isCloseTo(expected.meanX(), within(ERROR * (spreadX + Math.abs(expected.meanX()))));
    assertThat(actual.meanY())
        .isCloseTo(expected.meanY(), within(ERROR * (spreadY + Math.abs(expected.meanY()))));
    assertThat(actual.sxx()).isCloseTo(expected.sxx(), within(error * spreadX * spreadX));
    assertThat(actual.syy()).isCloseTo(expected.syy(), within(error * spreadY * spreadY));
    assertThat(actual.sxy()).isCloseTo(expected.sxy(), within(error * spreadX * spreadY));
  }
}
