package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @Test
  void everyIntegerOpensItsOwnBinOnAnAxisOfIntegers() {
    for (int bins = 1; bins <= 400; bins++) {
      Axis axis = new Axis(0, bins, bins);
      for (int edge = 0; edge < bins; edge++) {
        assertThat(axis.bin(edge)).isEqualTo(edge);
        assertThat(axis.bin(edge - 1e-9)).isEqualTo(edge - 1);
      }
    }
  }

  @Property(seed = "1705")
  void theBinOfAQuarterIsThatOfIntegerArithmetic(
      @ForAll @IntRange(min = -1000, max = 1000) int low,
      @ForAll @IntRange(min = 1, max = 1000) int range,
      @ForAll @IntRange(min = 1, max = 1000) int bins,
      @ForAll @IntRange(min = -9000, max = 9000) int quarters) {
    int above = quarters - 4 * low;
    int bin = Math.floorDiv(above * bins, 4 * range);

    assertThat(new Axis(low, low + range, bins).bin(quarters / 4.0))
        .isEqualTo(above < 0 ? -1 : Math.min(bin, bins));
  }

  @Test
  void theUpperEdgeLiesOutside() {
    Axis axis = new Axis(-1, 1, 10);

    assertThat(axis.bin(1)).isEqualTo(10);
    assertThat(axis.bin(Math.nextDown(1.0))).isEqualTo(9);
    assertThat(axis.bin(-1)).isZero();
    assertThat(axis.bin(Math.nextDown(-1.0))).isEqualTo(-1);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(new Axis(-1, 1, 2).bin(-0.0)).isOne();
    assertThat(new Axis(0, 1, 2).bin(-0.0)).isZero();
    assertThat(new Axis(-1, 0, 2).bin(-0.0)).isEqualTo(2);
    assertThat(new Axis(-0.0, 1, 2).bin(0.0)).isZero();
  }

  @Test
  void holdsAllFloats() {
    Axis axis = new Axis(-2.0 * Float.MAX_VALUE, 2.0 * Float.MAX_VALUE, 8);

    assertThat(axis.bin(-Float.MAX_VALUE)).isEqualTo(2);
    assertThat(axis.bin(Float.MAX_VALUE)).isEqualTo(6);
    assertThat(axis.bin(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(axis.bin(Double.POSITIVE_INFINITY)).isEqualTo(8);
  }

  @Test
  void aCenterLiesMidwayInItsBin() {
    Axis axis = new Axis(30, 50, 8);

    assertThat(axis.width()).isEqualTo(2.5);
    assertThat(axis.center(0)).isEqualTo(31.25);
    assertThat(axis.center(7)).isEqualTo(48.75);
  }

  @Property(tries = 300, seed = "1705")
  void aCenterFallsIntoItsBin(
      @ForAll @IntRange(min = -1000, max = 1000) int low,
      @ForAll @IntRange(min = 1, max = 1000) int range,
      @ForAll @IntRange(min = 1, max = 300) int bins) {
    Axis axis = new Axis(low / 7.0, low / 7.0 + range / 3.0, bins);
    for (int bin = 0; bin < bins; bin++) {
      assertThat(axis.bin(axis.center(bin))).isEqualTo(bin);
    }
    assertThat(axis.width() * bins).isCloseTo(range / 3.0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3",
    "2, 1, 3",
    "NaN, 1, 3",
    "0, NaN, 3",
    "0, Infinity, 3",
    "-Infinity, 0, 3",
    "-1e308, 1e308, 1",
    "0, 1e308, 2",
    "0, 1, 0",
    "0, 1, -1"
  })
  void refusesARangeOrACountThatMakesNoBins(double low, double high, int bins) {
    assertThatThrownBy(() -> new Axis(low, high, bins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no axis from %s to %s in %d", low, high, bins);
  }
}
