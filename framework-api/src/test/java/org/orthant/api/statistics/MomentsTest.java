package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentsTest {

  /** Values lie within ±100 and, where they differ, by 0.01 at least. */
  private static final double RELATIVE_ERROR = 1e-9;

  @Property(seed = "1705")
  void mergingPartsGivesWhatTwoPassesOverAllGive(
      @ForAll @Size(max = 6)
          List<@Size(max = 20) List<@DoubleRange(min = -100, max = 100) Double>> parts) {
    Moments merged = new Moments();
    for (List<Double> part : parts) {
      Moments moments = new Moments();
      part.forEach(moments::add);
      merged.merge(moments);
    }
    double[] all = parts.stream().flatMap(List::stream).mapToDouble(x -> x).toArray();

    assertThat(merged.count()).isEqualTo(all.length);
    assertThatAllMomentsAreThoseOf(merged, all);
  }

  @Property(seed = "1705")
  void onePassGivesWhatTwoPassesGive(
      @ForAll @Size(max = 60) List<@DoubleRange(min = -100, max = 100) Double> values) {
    double[] all = values.stream().mapToDouble(x -> x).toArray();
    assertThatAllMomentsAreThoseOf(moments(all), all);
  }

  @Test
  void aLargeOffsetCostsNoMoreThanItsShareOfTheDigits() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values =
        DoubleStream.generate(() -> 1e6 + 1e-3 * random.nextDouble()).limit(2000).toArray();
    Moments merged = moments();
    for (int from = 0; from < values.length; from += 25) {
      merged.merge(moments(DoubleStream.of(values).skip(from).limit(25).toArray()));
    }

    for (Moments moments : new Moments[] {moments(values), merged}) {
      assertThat(moments.mean()).isCloseTo(TwoPass.mean(values), within(1e-8));
      assertThat(moments.variance())
          .isCloseTo(TwoPass.variance(values), withinPercentage(100 * 1e-6));
      assertThat(moments.excessKurtosis()).isCloseTo(TwoPass.excessKurtosis(values), within(1e-5));
    }
  }

  @Test
  void nothingHasNoMoments() {
    Moments empty = moments();
    empty.merge(moments());

    assertThat(empty.count()).isZero();
    assertThat(empty.mean()).isNaN();
    assertThat(empty.variance()).isNaN();
    assertThat(empty.standardDeviation()).isNaN();
    assertThat(empty.rootMeanSquare()).isNaN();
    assertThat(empty.excessKurtosis()).isNaN();
  }

  @Test
  void aSingleValueHasAMeanButNoSpread() {
    Moments single = moments(-0.1);

    assertThat(single.count()).isOne();
    assertThat(single.mean()).isEqualTo(-0.1);
    assertThat(single.rootMeanSquare()).isEqualTo(0.1);
    assertThat(single.variance()).isNaN();
    assertThat(single.excessKurtosis()).isNaN();
  }

  @Test
  void equalValuesHaveNoSpreadHoweverTheyWereSplit() {
    for (double value : new double[] {0, -0.0, 0.1, 1.0 / 3, -1e6 - 0.1, Float.MAX_VALUE}) {
      for (int size = 1; size < 100; size++) {
        Moments merged = moments();
        merged.merge(moments(DoubleStream.generate(() -> value).limit(size).toArray()));
        merged.merge(moments(value, value));

        assertThat(merged.mean()).isEqualTo(value + 0.0);
        assertThat(merged.variance()).isZero();
        assertThat(merged.excessKurtosis()).isNaN();
      }
    }
  }

  @Property(tries = 300, seed = "1705")
  void mergingWithAnEmptyOneChangesNothing(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> values) {
    double[] all = values.stream().mapToDouble(x -> x).toArray();
    Moments before = moments(all);
    Moments intoEmpty = moments();
    intoEmpty.merge(before);
    Moments withEmpty = moments(all);
    withEmpty.merge(moments());

    assertThat(intoEmpty).usingRecursiveComparison().isEqualTo(before);
    assertThat(withEmpty).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Moments other = moments(1, 2, 4);
    moments(7, 9).merge(other);

    assertThat(other).usingRecursiveComparison().isEqualTo(moments(1, 2, 4));
  }

  @Test
  void holdsTheLargestAndTheSmallestFloats() {
    for (double size : new double[] {Float.MAX_VALUE, Float.MIN_VALUE}) {
      Moments moments = moments(size, -size, size, -size);

      assertThat(moments.mean()).isZero();
      assertThat(moments.rootMeanSquare()).isCloseTo(size, withinPercentage(1e-12));
      assertThat(moments.standardDeviation())
          .isCloseTo(size * Math.sqrt(4 / 3.0), withinPercentage(1e-12));
      assertThat(moments.excessKurtosis()).isCloseTo(-2, within(1e-12));
    }
  }

  private static void assertThatAllMomentsAreThoseOf(Moments moments, double[] all) {
    double largest = DoubleStream.of(all).map(Math::abs).max().orElse(0);
    if (all.length > 0) {
      assertThat(moments.mean()).isCloseTo(TwoPass.mean(all), within(largest * RELATIVE_ERROR));
      assertThat(moments.rootMeanSquare())
          .isCloseTo(TwoPass.rootMeanSquare(all), within(largest * RELATIVE_ERROR));
    }
    if (DoubleStream.of(all).distinct().count() > 1) {
      double variance = TwoPass.variance(all);
      assertThat(moments.variance()).isCloseTo(variance, within(variance * RELATIVE_ERROR));
      assertThat(moments.standardDeviation())
          .isCloseTo(Math.sqrt(variance), within(Math.sqrt(variance) * RELATIVE_ERROR));
      double kurtosis = TwoPass.excessKurtosis(all) + 3;
      assertThat(moments.excessKurtosis() + 3)
          .isCloseTo(kurtosis, within(kurtosis * RELATIVE_ERROR));
    } else {
      assertThat(moments.excessKurtosis()).isNaN();
    }
  }

  private static Moments moments(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }
}
