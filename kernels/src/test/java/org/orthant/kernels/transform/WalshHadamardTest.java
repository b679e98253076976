package org.orthant.kernels.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.orthant.kernels.rows.AlignedRows.FIRST;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalshHadamardTest {

  /** Half a unit in the last place, relative. */
  private static final double ROUNDING = 0x1p-24;

  @Property(tries = 60, seed = "1705")
  void equalsTheDefinition(
      @ForAll @IntRange(max = 10) int stages,
      @ForAll @IntRange(min = 1, max = 70) int lanes,
      @ForAll long seed) {
    float[][] rows = Batches.gaussian(1 << stages, lanes, seed);
    float[][] transformed = transformed(rows);
    for (int lane = 0; lane < lanes; lane++) {
      double[] expected = WalshHadamard.byDefinition(Batches.lane(rows, lane));
      assertThat(Batches.distance(Batches.lane(transformed, lane), expected))
          .isLessThanOrEqualTo(stages * ROUNDING * Batches.length(expected));
    }
  }

  @Test
  void theDefinitionForFourComponents() {
    assertThat(WalshHadamard.byDefinition(new double[] {1, 20, 300, 4000}))
        .containsExactly(4321, 301 - 4020, 21 - 4300, 4001 - 320);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 512, 1024, 2048, 4096, 8192})
  void ofWholeNumbersIsExact(int dimension) {
    float[][] rows = Batches.gaussian(dimension, 20, 7);
    for (float[] row : rows) {
      for (int lane = 0; lane < 20; lane++) {
        row[FIRST + lane] = Math.round(100 * row[FIRST + lane]);
      }
    }
    float[][] transformed = transformed(rows);
    for (int lane : new int[] {0, 13, 19}) {
      assertThat(Batches.lane(transformed, lane))
          .isEqualTo(WalshHadamard.byDefinition(Batches.lane(rows, lane)));
    }
  }

  @Property(tries = 40, seed = "1705")
  void keepsLengthsAndUndoesItselfButForTheSize(
      @ForAll @IntRange(max = 12) int stages,
      @ForAll @IntRange(min = 1, max = 40) int lanes,
      @ForAll long seed) {
    int dimension = 1 << stages;
    float[][] rows = Batches.gaussian(dimension, lanes, seed);
    float[][] once = transformed(rows);
    float[][] twice = transformed(once);
    for (int lane = 0; lane < lanes; lane++) {
      double[] vector = Batches.lane(rows, lane);
      double length = Batches.length(vector);
      double[] back =
          Arrays.stream(Batches.lane(twice, lane))
              .map(component -> component / dimension)
              .toArray();
      assertThat(Batches.length(Batches.lane(once, lane)) / Math.sqrt(dimension))
          .isCloseTo(length, within(stages * ROUNDING * length));
      assertThat(Batches.distance(back, vector))
          .isLessThanOrEqualTo(2 * stages * ROUNDING * length);
    }
  }

  @Property(tries = 40, seed = "1705")
  void aLaneDependsOnNoOther(
      @ForAll @IntRange(max = 9) int stages,
      @ForAll @IntRange(min = 1, max = 300) int lanes,
      @ForAll long seed) {
    float[][] rows = Batches.gaussian(1 << stages, lanes, seed);
    float[][] transformed = transformed(rows);
    for (int lane = 0; lane < lanes; lane++) {
      assertThat(transformed(Batches.alone(rows, lane)))
          .isDeepEqualTo(Batches.alone(transformed, lane));
    }
  }

  @Test
  void abusiveLanesStayByThemselves() {
    float[][] rows = Batches.gaussian(16, 6, 1);
    float[][] expected = transformed(rows);
    for (float[] row : rows) {
      row[FIRST + 1] = 0;
      row[FIRST + 2] = 1e37f;
      row[FIRST + 3] *= 1e-42f;
    }
    rows[5][FIRST + 4] = Float.NaN;
    rows[6][FIRST + 5] = Float.POSITIVE_INFINITY;
    float[][] transformed = transformed(rows);
    assertThat(Batches.alone(transformed, 0)).isDeepEqualTo(Batches.alone(expected, 0));
    assertThat(Batches.lane(transformed, 1)).containsOnly(0);
    assertThat(transformed[0][FIRST + 2]).isEqualTo(16 * 1e37f);
    for (int i = 1; i < 16; i++) {
      assertThat(transformed[i][FIRST + 2]).isZero();
    }
    assertThat(Batches.lane(transformed, 3))
        .isEqualTo(WalshHadamard.byDefinition(Batches.lane(rows, 3)));
    for (float[] row : transformed) {
      assertThat(row[FIRST + 4]).isNaN();
      assertThat(row[FIRST + 5]).isInfinite();
    }
  }

  @Test
  void noLanesAreNoWork() {
    float[][] rows = Lanes.batch(8, 0);
    WalshHadamard.transform(rows, 0, 8);
    assertThat(rows).isDeepEqualTo(Lanes.batch(8, 0));
  }

  @Test
  void otherRowsAreLeftAlone() {
    float[][] rows = Batches.gaussian(11, 5, 3);
    float[][] before = Batches.copy(rows);
    WalshHadamard.transform(rows, 2, 8);
    assertThat(Arrays.copyOfRange(rows, 2, 10))
        .isDeepEqualTo(transformed(Arrays.copyOfRange(before, 2, 10)));
    for (int i : new int[] {0, 1, 10}) {
      assertThat(rows[i]).isEqualTo(before[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -4, 3, 12})
  void refusesOtherSizes(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalshHadamard.transform(new float[12][1], 0, size))
        .withMessage("not a power of two: " + size);
  }

  private static float[][] transformed(float[][] rows) {
    float[][] copy = Batches.copy(rows);
    WalshHadamard.transform(copy, 0, copy.length);
    return copy;
  }
}
