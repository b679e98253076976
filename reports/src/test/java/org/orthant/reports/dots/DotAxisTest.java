package org.orthant.reports.dots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.orthant.reports.dots.DotAxis.Tick;

class DotAxisTest {

  @Example
  void ticksAreRoundNumbersInTheUnitThatIsShown() {
    DotAxis axis = DotAxis.over(DoubleStream.of(-0.13, 0.02), 100);

    assertThat(axis.ticks()).extracting(Tick::text).containsExactly("−10", "−5", "0");
    assertThat(axis.place(-0.13)).isBetween(1.0, 10.0);
    assertThat(axis.place(0.02)).isBetween(90.0, 99.0);
  }

  @Property(tries = 200)
  void everyValueLiesOnTheAxisInItsOrder(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double other) {
    DotAxis axis = DotAxis.over(DoubleStream.of(one, other), 1);
    List<Tick> ticks = axis.ticks();

    assertThat(axis.place(Math.min(one, other)))
        .isBetween(0.0, 100.0)
        .isLessThanOrEqualTo(axis.place(Math.max(one, other)));
    assertThat(ticks).hasSizeBetween(1, 7);
    assertThat(ticks).extracting(Tick::at).isSorted();
    assertThat(ticks).extracting(Tick::text).doesNotHaveDuplicates();
  }

  @Example
  void whatIsNotFiniteIsLeftOut() {
    assertThat(DotAxis.over(DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY), 1).ticks())
        .isNotEmpty();
  }
}
