package org.orthant.quantizers;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Finite matrices that are hard on what maps vectors: zeros of either sign, single components,
 * equal magnitudes, one column, few values many times over.
 */
public final class AbusiveVectors {
  private static final int MOST_ROWS = 5;
  private static final int MOST_COLUMNS = 9;

  private AbusiveVectors() {}

  /** With magnitudes from the smallest denormal number to the largest. */
  public static Arbitrary<float[][]> rows() {
    Arbitrary<Float> extreme = Arbitraries.of(Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE);
    return rows(Arbitraries.oneOf(magnitudes(-149, 127), magnitudes(-3, 3), extreme));
  }

  /**
   * With magnitudes between 2^−20 and 2^21, where sums, squares and factors of 2^±20 lose nothing
   * to the limits of float32.
   */
  public static Arbitrary<float[][]> moderateRows() {
    return rows(Arbitraries.oneOf(magnitudes(-20, 20), magnitudes(-2, 2)));
  }

  /** The rows times a power of two. */
  public static float[][] timesPowerOfTwo(float[][] rows, int exponent) {
    float[][] scaled = new float[rows.length][rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        scaled[r][c] = Math.scalb(rows[r][c], exponent);
      }
    }
    return scaled;
  }

  private static Arbitrary<Float> magnitudes(int first, int last) {
    return Combinators.combine(
            Arbitraries.floats().between(1, true, 2, false),
            Arbitraries.integers().between(first, last))
        .as((mantissa, exponent) -> Math.scalb(mantissa, exponent));
  }

  private static Arbitrary<float[][]> rows(Arbitrary<Float> magnitude) {
    Arbitrary<Float> component =
        Arbitraries.oneOf(
            magnitude, magnitude.map(value -> -value), magnitude, Arbitraries.of(0f, -0f));
    return Arbitraries.integers()
        .between(1, MOST_COLUMNS)
        .flatMap(
            columns ->
                Arbitraries.oneOf(
                        free(component, columns),
                        fewValues(magnitude, columns),
                        single(component, columns),
                        Arbitraries.just(new float[columns]))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(MOST_ROWS)
                    .map(rows -> rows.toArray(float[][]::new)));
  }

  private static Arbitrary<float[]> free(Arbitrary<Float> component, int columns) {
    return component.array(float[].class).ofSize(columns);
  }

  /** ±a, ±b and zeros of either sign. */
  private static Arbitrary<float[]> fewValues(Arbitrary<Float> magnitude, int columns) {
    return Combinators.combine(magnitude, magnitude)
        .flatAs(
            (a, b) ->
                Arbitraries.of(List.of(a, -a, b, -b, a, 0f, -0f))
                    .array(float[].class)
                    .ofSize(columns));
  }

  /** One component, the others zeros of one sign. */
  private static Arbitrary<float[]> single(Arbitrary<Float> component, int columns) {
    return Combinators.combine(
            component, Arbitraries.integers().between(0, columns - 1), Arbitraries.of(0f, -0f))
        .as(
            (value, place, zero) -> {
              float[] row = new float[columns];
              Arrays.fill(row, zero);
              row[place] = value;
              return row;
            });
  }
}
