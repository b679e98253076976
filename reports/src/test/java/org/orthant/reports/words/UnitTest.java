package org.orthant.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "0.83, 0.8300",
    "0.99996, 1.0000",
    "-0.5, −0.5000",
    "0.001, 0.0010",
    "1, 1.0000",
    "9.99999, 10.00",
    "23.4567, 23.46",
    "1234.56, 1235",
    "99999, 99999",
    "0.000123456, 1.23 × 10⁻⁴",
    "-0.000999999, −1.00 × 10⁻³",
    "123456, 1.23 × 10⁵",
    "1e300, 1.00 × 10³⁰⁰",
    "0, 0",
    "-0.0, 0",
    "NaN, undefined",
    "Infinity, ∞",
    "-Infinity, −∞"
  })
  void writesNumbersWithFourDigits(double value, String written) {
    assertThat(Unit.NUMBER.write(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "37.0713, 37.07°",
    "-3.006, −3.01°",
    "-0.004, 0.00°",
    "0, 0.00°",
    "NaN, undefined",
    "99999.994, 99999.99°",
    "-1e308, −1.00 × 10³⁰⁸°"
  })
  void writesAnglesWithTwoDecimals(double value, String written) {
    assertThat(Unit.DEGREES.write(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "4.396, 4.40\u202fdB",
    "-26.0467, −26.05\u202fdB",
    "NaN, undefined",
    "1e8, 1.00 × 10⁸\u202fdB"
  })
  void writesDecibelsWithTwoDecimals(double value, String written) {
    assertThat(Unit.DECIBELS.write(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "0, 0", "2.5, 2.5000"})
  void writesCountsAsTheyAre(double value, String written) {
    assertThat(Unit.COUNT.write(value)).isEqualTo(written);
  }

  @Test
  void groupsTheDigitsOfACount() {
    assertThat(Unit.count(401_408)).isEqualTo("401\u202f408");
    assertThat(Unit.count(1_000_000)).isEqualTo("1\u202f000\u202f000");
    assertThat(Unit.count(999)).isEqualTo("999");
    assertThat(Unit.count(-1234)).isEqualTo("−1\u202f234");
  }

  @Test
  void anIntervalNeedsBothEnds() {
    assertThat(Unit.NUMBER.interval(OptionalDouble.of(0.1), OptionalDouble.of(0.2)))
        .isEqualTo("[0.1000, 0.2000]");
    assertThat(Unit.NUMBER.interval(OptionalDouble.of(0.1), OptionalDouble.empty())).isEmpty();
  }

  @Property(seed = "1705")
  void aFractionIsWrittenToWithinHalfOfItsLastDigit(
      @ForAll @DoubleRange(min = 0.01, max = 1) double fraction) {
    assertThat(Double.parseDouble(Unit.NUMBER.write(fraction)))
        .isCloseTo(fraction, org.assertj.core.data.Offset.offset(0.5001e-4));
  }
}
