package org.orthant.kernels.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.orthant.kernels.rows.AlignedRows.FIRST;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignMatrixTest {

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.of(4, 12, 20, 28, 36, 44);
  }

  @Property(tries = 60, seed = "1705")
  void equalsTheDefinition(
      @ForAll("sizes") int size,
      @ForAll @IntRange(min = 1, max = 5) int stride,
      @ForAll @IntRange(min = 1, max = 40) int lanes,
      @ForAll long seed) {
    double[][] entries = entries(size, seed);
    float[][] rows = Batches.gaussian(size * stride, lanes, seed);
    float[][] product = Batches.copy(rows);
    new SignMatrix(entries).multiply(product, 0, stride);
    for (int first = 0; first < stride; first++) {
      for (int lane = 0; lane < lanes; lane++) {
        double[] vector = Batches.lane(sequence(rows, first, stride), lane);
        double[] expected = SignMatrix.byDefinition(entries, vector);
        double magnitudes = Arrays.stream(vector).map(Math::abs).sum();
        double[] actual = Batches.lane(sequence(product, first, stride), lane);
        for (int i = 0; i < size; i++) {
          assertThat(Math.abs(actual[i] - expected[i]))
              .isLessThanOrEqualTo((size / 8 + 3) * 0x1p-24 * magnitudes);
        }
      }
    }
  }

  @Property(tries = 30, seed = "1705")
  void ofWholeNumbersIsExact(@ForAll("sizes") int size, @ForAll long seed) {
    double[][] entries = entries(size, seed);
    float[][] rows = Batches.gaussian(size, 33, seed);
    for (float[] row : rows) {
      for (int lane = 0; lane < 33; lane++) {
        row[FIRST + lane] = Math.round(1000 * row[FIRST + lane]);
      }
    }
    float[][] product = Batches.copy(rows);
    new SignMatrix(entries).multiply(product, 0, 1);
    for (int lane = 0; lane < 33; lane++) {
      assertThat(Batches.lane(product, lane))
          .isEqualTo(SignMatrix.byDefinition(entries, Batches.lane(rows, lane)));
    }
  }

  @Property(tries = 30, seed = "1705")
  void aLaneDependsOnNoOther(
      @ForAll("sizes") int size,
      @ForAll @IntRange(min = 1, max = 100) int lanes,
      @ForAll long seed) {
    SignMatrix matrix = new SignMatrix(entries(size, seed));
    float[][] rows = Batches.gaussian(2 * size, lanes, seed);
    float[][] product = Batches.copy(rows);
    matrix.multiply(product, 0, 2);
    for (int lane = 0; lane < lanes; lane++) {
      float[][] alone = Batches.alone(rows, lane);
      matrix.multiply(alone, 0, 2);
      assertThat(alone).isDeepEqualTo(Batches.alone(product, lane));
    }
  }

  @Test
  void abusiveLanesStayByThemselves() {
    double[][] entries = entries(12, 5);
    float[][] rows = Batches.gaussian(12, 4, 5);
    for (float[] row : rows) {
      row[FIRST + 1] = 0;
      row[FIRST + 2] = 1e37f;
    }
    rows[3][FIRST + 3] = Float.NaN;
    float[][] product = Batches.copy(rows);
    new SignMatrix(entries).multiply(product, 0, 1);
    double[] expected = SignMatrix.byDefinition(entries, Batches.lane(rows, 2));
    for (int i = 0; i < 12; i++) {
      assertThat(product[i][FIRST + 1]).isZero();
      assertThat(Math.abs(product[i][FIRST + 2] - expected[i]))
          .isLessThanOrEqualTo(12e37 * 0x1p-22);
      assertThat(product[i][FIRST + 3]).isNaN();
    }
  }

  @Test
  void otherRowsAreLeftAlone() {
    float[][] rows = Batches.gaussian(7, 5, 3);
    float[][] before = Batches.copy(rows);
    new SignMatrix(entries(4, 1)).multiply(rows, 2, 1);
    for (int i : new int[] {0, 1, 6}) {
      assertThat(rows[i]).isEqualTo(before[i]);
    }
  }

  @Test
  void noLanesAreNoWork() {
    float[][] rows = new float[12][0];
    new SignMatrix(entries(12, 1)).multiply(rows, 0, 1);
    assertThat(rows).isDeepEqualTo(new float[12][0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 6, 8, 16, 24})
  void refusesOtherSizes(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignMatrix(entries(size, 1)))
        .withMessage("not an odd multiple of 4: " + size);
  }

  private static float[][] sequence(float[][] rows, int first, int stride) {
    float[][] sequence = new float[rows.length / stride][];
    for (int i = 0; i < sequence.length; i++) {
      sequence[i] = rows[first + i * stride];
    }
    return sequence;
  }

  private static double[][] entries(int size, long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    double[][] entries = new double[size][size];
    for (double[] row : entries) {
      for (int j = 0; j < size; j++) {
        row[j] = generator.nextBoolean() ? 1 : -1;
      }
    }
    return entries;
  }
}
