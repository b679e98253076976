package org.orthant.kernels.rows;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AlignedRowsTest {
  private static final int LINE_BYTES = 64;
  private static final int HEADER_BYTES = 16;

  @Property(seed = "1705")
  void rowsTakeTheFewestWholeLinesThatHoldThem(
      @ForAll @IntRange(min = 0, max = 5000) int length, @ForAll @IntRange(max = 3) int rows) {
    int[][] ints = AlignedRows.ofInts(rows, length);
    float[][] floats = AlignedRows.ofFloats(rows, length);

    assertThat(ints).hasNumberOfRows(rows);
    assertThat(floats).hasNumberOfRows(rows);
    for (int row = 0; row < rows; row++) {
      int bytes = HEADER_BYTES + Integer.BYTES * ints[row].length;
      assertThat(bytes % LINE_BYTES).isZero();
      assertThat((HEADER_BYTES + Integer.BYTES * AlignedRows.FIRST) % LINE_BYTES).isZero();
      assertThat(ints[row].length)
          .isBetween(
              AlignedRows.FIRST + length,
              AlignedRows.FIRST + length + LINE_BYTES / Integer.BYTES - 1);
      assertThat(floats[row]).hasSize(ints[row].length);
    }
  }
}
