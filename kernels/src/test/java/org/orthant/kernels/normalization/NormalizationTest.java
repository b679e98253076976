package org.orthant.kernels.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NormalizationTest {

  @Property(tries = 100, seed = "1705")
  void statisticsAreThoseOfTwoPassesHoweverTheRowsAreSplit(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll long seed) {
    float[][] rows = rows(count, columns, new Random(seed), 100);
    ColumnStatistics whole = new ColumnStatistics(columns);
    ColumnStatistics rest = new ColumnStatistics(columns);
    whole.add(rows, 0, count / 3);
    rest.add(rows, count / 3, count);
    whole.add(rest);
    whole.add(new ColumnStatistics(columns));
    assertThat(whole.count()).isEqualTo(count);
    for (int c = 0; c < columns; c++) {
      int column = c;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(rows)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElseThrow();
      assertThat(whole.mean(c)).isCloseTo(mean, within(1e-4));
      assertThat(whole.variance(c)).isCloseTo(variance, within(1e-5 * (1 + variance)));
    }
  }

  @Property(tries = 50, seed = "1705")
  void theMeanOfWholeNumbersIsExact(
      @ForAll @IntRange(min = 1, max = 300) int count, @ForAll long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][1];
    double sum = 0;
    for (float[] row : rows) {
      row[0] = random.nextInt(9217) - 4608;
      sum += row[0];
    }
    ColumnStatistics statistics = new ColumnStatistics(1);
    statistics.add(rows, 0, count);
    assertThat(statistics.mean(0)).isEqualTo(sum / count);
  }

  @Test
  void signsAreExactForEveryNumber() {
    float tiny = Float.MIN_VALUE;
    float[] y = {0, -0f, tiny, -tiny, 1e-30f, -1e-30f, 1, -1, 3e38f, -3e38f};
    float[] signs = new float[y.length];
    identity(y.length).signs(y, signs);
    assertThat(signs).containsExactly(-1, -1, 1, -1, 1, -1, 1, -1, 1, -1);
  }

  @Test
  void theGradientPassesUpToOne() {
    float above = Math.nextUp(1f);
    float[] y = {0, 1, -1, above, -above, 0.5f, 3e38f};
    float[] gradient = {1, 2, 3, 4, 5, 6, 7};
    NormalizedSigns.pass(y, gradient);
    assertThat(gradient).containsExactly(1, 2, 3, 0, 0, 6, 0);
  }

  /** The gradient of Σ g·y, mean and deviation being the rows' own, by central differences. */
  @Property(tries = 20, seed = "1705")
  void theWayBackIsTheDerivative(@ForAll long seed) {
    Random random = new Random(seed);
    int count = 70;
    int columns = 3;
    float[][] z = rows(count, columns, random, 1);
    float[][] gradient = rows(count, columns, random, 0);
    float[] gamma = {0.7f, -1.3f, 2};
    ColumnStatistics statistics = new ColumnStatistics(columns);
    statistics.add(z, 0, count);
    float[] mean = new float[columns];
    float[] scale = new float[columns];
    for (int c = 0; c < columns; c++) {
      mean[c] = (float) statistics.mean(c);
      scale[c] = (float) (gamma[c] / Math.sqrt(statistics.variance(c)));
    }
    NormalizedSigns normalized = new NormalizedSigns(mean, scale, new float[columns]);
    GradientSums sums = new GradientSums(columns);
    GradientSums half = new GradientSums(columns);
    normalized.addTo(sums, z, gradient, 0, count / 2);
    normalized.addTo(half, z, gradient, count / 2, count);
    sums.add(half);
    float[] common = new float[columns];
    float[] perDeviation = new float[columns];
    for (int c = 0; c < columns; c++) {
      common[c] = (float) (sums.gradients(c) / count);
      perDeviation[c] = (float) (sums.products(c) / count / statistics.variance(c));
    }
    int row = random.nextInt(count);
    int column = random.nextInt(columns);
    double expected =
        (weighted(z, gradient, gamma[column], row, column, 1e-4)
                - weighted(z, gradient, gamma[column], row, column, -1e-4))
            / 2e-4;
    float[] back = gradient[row].clone();
    normalized.back(z[row], back, common, perDeviation);
    assertThat((double) back[column]).isCloseTo(expected, within(1e-3));
  }

  /** Σ g·y of a column, one number being changed a little. */
  private static double weighted(
      float[][] z, float[][] gradient, double gamma, int changedRow, int column, double change) {
    double[] changed = Arrays.stream(z).mapToDouble(row -> row[column]).toArray();
    changed[changedRow] += change;
    double mean = Arrays.stream(changed).average().orElseThrow();
    double variance =
        Arrays.stream(changed).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double sum = 0;
    for (int row = 0; row < changed.length; row++) {
      sum += gradient[row][column] * gamma * (changed[row] - mean) / Math.sqrt(variance);
    }
    return sum;
  }

  private static NormalizedSigns identity(int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return new NormalizedSigns(new float[columns], ones, new float[columns]);
  }

  private static float[][] rows(int count, int columns, Random random, double mean) {
    float[][] rows = new float[count][columns];
    for (float[] row : rows) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) (mean + random.nextGaussian());
      }
    }
    return rows;
  }
}
