package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JointHistogramTest {
  private static final int BINS = JointHistogram.BINS;
  private static final double FINEST_X = 2;
  private static final double FINEST_Y = 1.0 / 1024;

  @Property(tries = 300, seed = "1705")
  void mergingPartsCountsWhatLiesBetweenTheEdges(@ForAll("parts") List<Pairs> parts) {
    JointHistogram merged = empty();
    parts.forEach(part -> merged.merge(histogram(part)));

    assertThatCountsAreThoseOf(merged, Pairs.joined(parts));
  }

  @Property(tries = 300, seed = "1705")
  void batchesCountWhatLiesBetweenTheEdges(@ForAll("parts") List<Pairs> parts) {
    JointHistogram batches = empty();
    parts.forEach(part -> batches.add(part.x(), part.y()));

    assertThatCountsAreThoseOf(batches, Pairs.joined(parts));
  }

  @Property(tries = 300, seed = "1705")
  void theGridIsTheNarrowestThatHoldsTheLargestValues(@ForAll("parts") List<Pairs> parts) {
    JointHistogram merged = empty();
    parts.forEach(part -> merged.merge(histogram(part)));
    Pairs all = Pairs.joined(parts);

    assertThat(merged.axisX()).isEqualTo(narrowest(FINEST_X, all.x()));
    assertThat(merged.axisY()).isEqualTo(narrowest(FINEST_Y, all.y()));
  }

  @Property(tries = 300, seed = "1705")
  void neitherOrderNorSplitChangesACount(
      @ForAll("parts") List<Pairs> parts,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int pieces) {
    Pairs all = Pairs.joined(parts);
    List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    JointHistogram shuffled = empty();
    for (int piece = 0; piece < pieces; piece++) {
      int size = order.size();
      int[] taken =
          order.subList(size * piece / pieces, size * (piece + 1) / pieces).stream()
              .mapToInt(i -> i)
              .toArray();
      Pairs part = new Pairs(new float[taken.length], new float[taken.length]);
      for (int i = 0; i < taken.length; i++) {
        part.x()[i] = all.x()[taken[i]];
        part.y()[i] = all.y()[taken[i]];
      }
      shuffled.merge(histogram(part));
    }

    assertThatAreEqual(shuffled, histogram(all));
  }

  @Property(tries = 300, seed = "1705")
  void mergingIsTheSameEitherWay(@ForAll("pairs") Pairs one, @ForAll("pairs") Pairs other) {
    JointHistogram forth = histogram(one);
    forth.merge(histogram(other));
    JointHistogram back = histogram(other);
    back.merge(histogram(one));

    assertThatAreEqual(forth, back);
  }

  @Property(tries = 100, seed = "1705")
  void mergingWithAnEmptyOneChangesNothing(@ForAll("pairs") Pairs pairs) {
    JointHistogram withEmpty = histogram(pairs);
    withEmpty.merge(empty());
    JointHistogram intoEmpty = empty();
    intoEmpty.merge(histogram(pairs));

    assertThatAreEqual(withEmpty, histogram(pairs));
    assertThatAreEqual(intoEmpty, histogram(pairs));
  }

  @Property(tries = 100, seed = "1705")
  void mergingLeavesTheOtherAsItWas(@ForAll("pairs") Pairs one, @ForAll("pairs") Pairs other) {
    JointHistogram merged = histogram(other);
    histogram(one).merge(merged);

    assertThatAreEqual(merged, histogram(other));
  }

  @Property(tries = 300, seed = "1705")
  void integersOfOneParityHaveABinEachUpTo100(
      @ForAll @IntRange(max = 1) int parity, @ForAll("halves") List<Integer> halves) {
    int[] values = halves.stream().mapToInt(half -> 2 * half + parity).toArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i];
    }
    JointHistogram histogram = new JointHistogram(2, 2);
    histogram.add(floats, floats);

    assertThat(histogram.axisX()).isEqualTo(new Axis(-100, 100, BINS));
    long[][] counts = histogram.counts();
    for (int half = -50; half < 50; half++) {
      int value = 2 * half + parity;
      assertThat(counts[half + 50][half + 50])
          .isEqualTo(IntStream.of(values).filter(v -> v == value).count());
    }
    assertThat(total(histogram)).isEqualTo(values.length);
  }

  @Test
  void wideningJoinsNeighboursAwayFromTheOriginOnBothSides() {
    JointHistogram histogram = new JointHistogram(2, 2);
    histogram.add(new float[] {-4, -2, 0, 2, 4}, new float[] {0, 0, 0, 0, 0});
    assertThat(Arrays.copyOfRange(histogram.counts()[50], 48, 53)).containsExactly(1, 1, 1, 1, 1);

    histogram.add(new float[] {100}, new float[] {0});
    assertThat(histogram.axisX()).isEqualTo(new Axis(-200, 200, BINS));
    assertThat(histogram.axisY()).isEqualTo(new Axis(-100, 100, BINS));
    assertThat(Arrays.copyOfRange(histogram.counts()[50], 48, 53)).containsExactly(0, 2, 2, 1, 0);
    assertThat(histogram.counts()[50][75]).isOne();

    histogram.add(new float[] {-800}, new float[] {0});
    assertThat(histogram.axisX()).isEqualTo(new Axis(-1600, 1600, BINS));
    assertThat(Arrays.copyOfRange(histogram.counts()[50], 48, 53)).containsExactly(0, 2, 3, 0, 0);
    assertThat(histogram.counts()[50][53]).isOne();
    assertThat(histogram.counts()[50][25]).isOne();
    assertThat(total(histogram)).isEqualTo(7);
  }

  @Test
  void rowsAreYAndColumnsAreX() {
    JointHistogram histogram = new JointHistogram(1, 1);
    histogram.add(new float[] {3, 3}, new float[] {-7, -7});

    assertThat(histogram.counts()[43][53]).isEqualTo(2);
  }

  @Test
  void theSmallerOfTwoMergedGridsIsWidenedOnEachAxis() {
    JointHistogram wideX = new JointHistogram(1, 1);
    wideX.add(new float[] {399}, new float[] {1});
    JointHistogram wideY = new JointHistogram(1, 1);
    wideY.add(new float[] {1}, new float[] {-799});
    wideX.merge(wideY);

    assertThat(wideX.axisX()).isEqualTo(new Axis(-400, 400, BINS));
    assertThat(wideX.axisY()).isEqualTo(new Axis(-800, 800, BINS));
    assertThat(wideX.counts()[50][99]).isOne();
    assertThat(wideX.counts()[0][50]).isOne();
    assertThat(total(wideX)).isEqualTo(2);
  }

  @Test
  void theLargestValueOfEitherSignWidensWhenItReachesTheEdge() {
    for (float sign : new float[] {1, -1}) {
      JointHistogram inside = new JointHistogram(1, 1);
      inside.add(new float[] {sign * Math.nextDown(50f)}, new float[] {0});
      assertThat(inside.axisX()).isEqualTo(new Axis(-50, 50, BINS));

      JointHistogram outside = new JointHistogram(1, 1);
      outside.add(new float[] {sign * 50}, new float[] {0});
      assertThat(outside.axisX()).isEqualTo(new Axis(-100, 100, BINS));
    }
  }

  @Test
  void minusZeroIsCountedWithZero() {
    JointHistogram histogram = new JointHistogram(1, 1);
    histogram.add(new float[] {-0.0f, 0.0f}, new float[] {0.0f, -0.0f});

    assertThat(histogram.counts()[50][50]).isEqualTo(2);
  }

  @Test
  void holdsTheLargestFloatsBesideTheSmallest() {
    float[] x = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE};
    JointHistogram histogram = new JointHistogram(1e-40, 1e-40);
    for (float value : x) {
      histogram.add(new float[] {value}, new float[] {value});
    }

    assertThatCountsAreThoseOf(histogram, new Pairs(x, x));
    assertThat(histogram.counts()[50][50]).isOne();
    assertThat(histogram.counts()[49][49]).isOne();
  }

  @Test
  void theFinestWidthIsRoundedUpToAPowerOfTwo() {
    assertThat(new JointHistogram(2, 2.0001).axisX().width()).isEqualTo(2);
    assertThat(new JointHistogram(2, 2.0001).axisY().width()).isEqualTo(4);
    assertThat(new JointHistogram(0.3, 1).axisX().width()).isEqualTo(0.5);
    assertThat(new JointHistogram(0.25, 1).axisX().width()).isEqualTo(0.25);
  }

  @Test
  void refusesWhatIsNotFiniteAndCountsNothing() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      JointHistogram histogram = new JointHistogram(1, 1);

      assertThatThrownBy(() -> histogram.add(new float[] {1, 2000}, new float[] {1, value}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(value + " has no bin");
      assertThatThrownBy(() -> histogram.add(new float[] {1, value}, new float[] {1, 2000}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(value + " has no bin");
      assertThatAreEqual(histogram, new JointHistogram(1, 1));
    }
  }

  @Test
  void refusesWidthsAtWhichFloatsVanish() {
    for (double finest : new double[] {0, 1e-300, 1e300, Double.NaN}) {
      assertThatThrownBy(() -> new JointHistogram(1, finest))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no bins of width " + finest);
    }
  }

  @Test
  void refusesXWithoutYAndCountsNothing() {
    JointHistogram histogram = new JointHistogram(1, 1);

    assertThatThrownBy(() -> histogram.add(new float[3], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 and 2 values are no pairs");
    assertThatThrownBy(() -> histogram.add(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 and 3 values are no pairs");
    assertThat(total(histogram)).isZero();
  }

  @Test
  void itsCountsCannotBeChangedFromOutside() {
    JointHistogram histogram = new JointHistogram(1, 1);
    histogram.counts()[50][50] = 9;

    assertThat(total(histogram)).isZero();
  }

  /** Values of many magnitudes, often on an edge; x is even more often an integer. */
  @Provide
  Arbitrary<Pairs> pairs() {
    Arbitrary<Float> magnitudes =
        Combinators.combine(
                Arbitraries.integers().between(-1000, 1000),
                Arbitraries.integers().between(-14, 20))
            .as((mantissa, exponent) -> Math.scalb((float) mantissa, exponent));
    Arbitrary<Float> integers = Arbitraries.integers().between(-500, 500).map(half -> 2f * half);
    return Pairs.of(Arbitraries.oneOf(integers, magnitudes), magnitudes, 30);
  }

  @Provide
  Arbitrary<List<Pairs>> parts() {
    return pairs().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Integer>> halves() {
    // 2·(−50) + 0 would reach the edge of the finest grid.
    return Arbitraries.integers().between(-49, 49).list().ofMaxSize(200);
  }

  private static JointHistogram empty() {
    return new JointHistogram(FINEST_X, FINEST_Y);
  }

  private static JointHistogram histogram(Pairs pairs) {
    JointHistogram histogram = empty();
    histogram.add(pairs.x(), pairs.y());
    return histogram;
  }

  private static Axis narrowest(double finest, float[] values) {
    double width = finest;
    for (float value : values) {
      while (Math.abs((double) value) >= width * 50) {
        width *= 2;
      }
    }
    return new Axis(-50 * width, 50 * width, BINS);
  }

  /** Looks for the bin of each pair by comparing with all edges. */
  private static void assertThatCountsAreThoseOf(JointHistogram histogram, Pairs pairs) {
    long[][] expected = new long[BINS][BINS];
    for (int i = 0; i < pairs.size(); i++) {
      expected[between(histogram.axisY(), pairs.y()[i])][
          between(histogram.axisX(), pairs.x()[i])]++;
    }
    assertThat(histogram.counts()).isDeepEqualTo(expected);
    assertThat(total(histogram)).isEqualTo(pairs.size());
  }

  private static int between(Axis axis, double value) {
    for (int bin = 0; bin < BINS; bin++) {
      double low = (bin - BINS / 2) * axis.width();
      if (value >= low && value < low + axis.width()) {
        return bin;
      }
    }
    throw new AssertionError(value + " lies outside " + axis);
  }

  private static void assertThatAreEqual(JointHistogram actual, JointHistogram expected) {
    assertThat(actual.axisX()).isEqualTo(expected.axisX());
    assertThat(actual.axisY()).isEqualTo(expected.axisY());
    assertThat(actual.counts()).isDeepEqualTo(expected.counts());
  }

  private static long total(JointHistogram histogram) {
    return Arrays.stream(histogram.counts()).flatMapToLong(Arrays::stream).sum();
  }
}
