package org.orthant.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisScaleTest {

  @Test
  void ticksAreRound() {
    assertThat(AxisScale.linear(23.4, 51.2).ticks()).containsExactly(30.0, 40.0, 50.0);
    assertThat(AxisScale.linear(-0.4, 0.4).ticks())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(-0.4, -0.2, 0.0, 0.2, 0.4);
    assertThat(new AxisScale(27, 8192, true, "").ticks())
        .containsExactly(50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0);
    assertThat(new AxisScale(1, 1e6, true, "").ticks()).hasSize(7).contains(1000.0);
  }

  @Test
  void numbersSayTheirUnitAndNoMoreDigitsThanNeeded() {
    AxisScale degrees = new AxisScale(0, 90, false, "°");
    assertThat(degrees.written(20)).isEqualTo("20°");
    assertThat(degrees.written(0)).isEqualTo("0°");
    assertThat(AxisScale.linear(-1, 1).written(-0.6000000000000001)).isEqualTo("−0.6");
  }

  @Test
  void anAxisWithoutLengthGetsSome() {
    AxisScale scale = AxisScale.linear(3, 3);
    assertThat(scale.low()).isLessThan(3);
    assertThat(scale.high()).isGreaterThan(3);
    assertThat(new AxisScale(-1, 10, true, "").logarithmic()).isFalse();
  }

  @Property
  void ticksLieOnTheAxisAndAreFew(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double length) {
    AxisScale scale = AxisScale.linear(low, low + length);
    assertThat(scale.ticks()).hasSizeBetween(1, 8);
    assertThat(scale.ticks())
        .allMatch(tick -> scale.part(tick) > -1e-6 && scale.part(tick) < 1.000001);
    assertThat(scale.part(low)).isCloseTo(0, within(1e-9));
  }
}
