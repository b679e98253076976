package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ComomentsTest {

  /** Values lie within ±100 and, where they differ, by 0.01 at least. */
  private static final double RELATIVE_ERROR = 1e-9;

  @Property(seed = "1705")
  void mergingPartsGivesWhatTwoPassesOverAllGive(@ForAll("parts") List<Pairs> parts) {
    Comoments merged = new Comoments();
    parts.forEach(part -> merged.merge(comoments(part)));

    assertThatAllIsAsOf(merged, Pairs.joined(parts).every(1, 0));
  }

  @Property(seed = "1705")
  void batchesOneAfterAnotherGiveWhatTwoPassesOverAllGive(@ForAll("parts") List<Pairs> parts) {
    Comoments batches = new Comoments();
    parts.forEach(part -> batches.add(part.x(), part.y(), 0, part.size(), 1));

    assertThatAllIsAsOf(batches, Pairs.joined(parts).every(1, 0));
  }

  @Property(seed = "1705")
  void pairsOneByOneGiveWhatTwoPassesOverAllGive(@ForAll("pairs") Pairs pairs) {
    Comoments single = new Comoments();
    for (int i = 0; i < pairs.size(); i++) {
      single.add(pairs.x()[i], pairs.y()[i]);
    }
    assertThatAllIsAsOf(single, pairs.every(1, 0));
  }

  @Property(seed = "1705")
  void aStepTakesEveryFewPairsOnly(
      @ForAll("pairs") Pairs pairs,
      @ForAll @IntRange(min = 1, max = 7) int step,
      @ForAll @IntRange(max = 7) int from) {
    Comoments comoments = new Comoments();
    comoments.add(pairs.x(), pairs.y(), from, pairs.size(), step);

    assertThatAllIsAsOf(comoments, pairs.every(step, from));
  }

  @Property(tries = 300, seed = "1705")
  void mergingWithAnEmptyOneChangesNothing(@ForAll("pairs") Pairs pairs) {
    Comoments before = comoments(pairs);
    Comoments intoEmpty = new Comoments();
    intoEmpty.merge(before);
    Comoments withEmpty = comoments(pairs);
    withEmpty.merge(new Comoments());

    assertThat(intoEmpty).usingRecursiveComparison().isEqualTo(before);
    assertThat(withEmpty).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Pairs pairs = new Pairs(new float[] {1, 2, 4}, new float[] {3, -1, 7});
    Comoments other = comoments(pairs);
    comoments(new Pairs(new float[] {9}, new float[] {8})).merge(other);

    assertThat(other).usingRecursiveComparison().isEqualTo(comoments(pairs));
  }

  @Test
  void nothingHasNoMeansAndNoCorrelation() {
    Comoments empty = new Comoments();
    empty.merge(new Comoments());
    empty.add(new float[] {1, 2}, new float[] {3, 4}, 2, 2, 1);

    assertThat(empty.count()).isZero();
    assertThat(empty.meanX()).isNaN();
    assertThat(empty.meanY()).isNaN();
    assertThat(empty.pearson()).isNaN();
    assertThat(empty.slope()).isNaN();
  }

  @Test
  void aSinglePairHasMeansButNoCorrelation() {
    Comoments single = comoments(new Pairs(new float[] {0.1f}, new float[] {-3}));

    assertThat(single.count()).isOne();
    assertThat(single.meanX()).isEqualTo(0.1f);
    assertThat(single.meanY()).isEqualTo(-3);
    assertThat(single.pearson()).isNaN();
    assertThat(single.slope()).isNaN();
  }

  @Test
  void aConstantColumnHasNoCorrelationHoweverItWasSplit() {
    for (double constant : new double[] {0, -0.0, 0.1, 1.0 / 3, -1e6 - 0.1, Float.MAX_VALUE}) {
      for (int size = 2; size < 100; size++) {
        Comoments constantX = new Comoments();
        Comoments constantY = new Comoments();
        for (int from : new int[] {0, size}) {
          constantX.merge(line(from, from + size, constant, 0, 0, 1));
          constantY.merge(line(from, from + size, 0, 1, constant, 0));
        }

        assertThat(constantX.pearson()).isNaN();
        assertThat(constantX.slope()).isNaN();
        assertThat(constantX.meanX()).isEqualTo(constant + 0.0);
        assertThat(constantY.pearson()).isNaN();
        assertThat(constantY.slope()).isZero();
        assertThat(constantY.meanY()).isEqualTo(constant + 0.0);
      }
    }
  }

  @Test
  void aConstantColumnOfFloatsHasNoCorrelationInBatches() {
    float[] varying = new float[999];
    float[] constant = new float[999];
    for (int i = 0; i < varying.length; i++) {
      varying[i] = i % 13;
      constant[i] = 0.1f;
    }
    Comoments comoments = new Comoments();
    comoments.add(varying, constant, 0, 700, 1);
    comoments.add(varying, constant, 700, 999, 1);

    assertThat(comoments.pearson()).isNaN();
    assertThat(comoments.meanY()).isEqualTo(0.1f);
  }

  @Test
  void pairsOnALineAreFullyCorrelated() {
    Comoments rising = line(0, 50, 0.25, 0.5, 2, 1.5);
    assertThat(rising.pearson()).isCloseTo(1, within(1e-14)).isLessThanOrEqualTo(1);
    assertThat(rising.slope()).isCloseTo(3, within(1e-13));

    Comoments falling = line(0, 50, 0.25, 0.5, 2, -1.5);
    assertThat(falling.pearson()).isCloseTo(-1, within(1e-14)).isGreaterThanOrEqualTo(-1);
    assertThat(falling.slope()).isCloseTo(-3, within(1e-13));
  }

  @Property(seed = "1705")
  void theCorrelationNeverLeavesItsRange(
      @ForAll("pairs") Pairs pairs, @ForAll @IntRange(min = 1, max = 9) int factor) {
    Comoments comoments = new Comoments();
    for (float x : pairs.x()) {
      comoments.add(x, -factor * x / 3.0);
    }
    if (DoubleStream.of(pairs.every(1, 0)[0]).distinct().count() > 1) {
      assertThat(comoments.pearson())
          .isCloseTo(-1, within(RELATIVE_ERROR))
          .isGreaterThanOrEqualTo(-1);
    }
  }

  @Test
  void anOffsetOfAMillionCostsABatchNothing() {
    Pairs pairs = farFromTheOrigin();
    Comoments batch = comoments(pairs);
    double[][] xy = pairs.every(1, 0);

    assertThat(batch.meanX()).isCloseTo(TwoPass.mean(xy[0]), within(1e-9));
    assertThat(batch.meanY()).isCloseTo(TwoPass.mean(xy[1]), within(1e-9));
    assertThat(batch.pearson()).isCloseTo(TwoPass.pearson(xy[0], xy[1]), within(1e-12));
    assertThat(batch.slope()).isCloseTo(TwoPass.slope(xy[0], xy[1]), withinPercentage(100 * 1e-12));
  }

  @Test
  void anOffsetOfAMillionCostsMergedBatchesLittle() {
    Pairs pairs = farFromTheOrigin();
    Comoments batches = new Comoments();
    for (int from = 0; from < pairs.size(); from += 25) {
      batches.add(pairs.x(), pairs.y(), from, from + 25, 1);
    }
    double[][] xy = pairs.every(1, 0);

    assertThat(batches.pearson()).isCloseTo(TwoPass.pearson(xy[0], xy[1]), within(1e-8));
    assertThat(batches.slope())
        .isCloseTo(TwoPass.slope(xy[0], xy[1]), withinPercentage(100 * 1e-8));
  }

  @Test
  void holdsTheLargestAndTheSmallestFloats() {
    for (float size : new float[] {Float.MAX_VALUE, Float.MIN_VALUE}) {
      Pairs pairs =
          new Pairs(new float[] {size, -size, size, -size}, new float[] {-size, size, -size, size});
      Comoments comoments = comoments(pairs);

      assertThat(comoments.meanX()).isZero();
      assertThat(comoments.pearson()).isCloseTo(-1, within(1e-14));
      assertThat(comoments.slope()).isCloseTo(-1, within(1e-14));
    }
  }

  @Provide
  Arbitrary<Pairs> pairs() {
    Arbitrary<Float> values = Arbitraries.floats().between(-100, 100).ofScale(2);
    return Pairs.of(values, values, 40);
  }

  @Provide
  Arbitrary<List<Pairs>> parts() {
    return pairs().list().ofMaxSize(6);
  }

  /** Steps of one unit in the last place of a float around a million, x and y correlated. */
  private static Pairs farFromTheOrigin() {
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[2000];
    float[] y = new float[2000];
    for (int i = 0; i < x.length; i++) {
      int shared = random.nextInt(8);
      x[i] = 1e6f + (shared + random.nextInt(4)) * Math.ulp(1e6f);
      y[i] = -1e6f + (shared + random.nextInt(4)) * Math.ulp(1e6f);
    }
    return new Pairs(x, y);
  }

  /** The pairs (x0 + i·dx, y0 + i·dy). */
  private static Comoments line(int from, int to, double x0, double dx, double y0, double dy) {
    Comoments comoments = new Comoments();
    for (int i = from; i < to; i++) {
      comoments.add(x0 + i * dx, y0 + i * dy);
    }
    return comoments;
  }

  private static Comoments comoments(Pairs pairs) {
    Comoments comoments = new Comoments();
    comoments.add(pairs.x(), pairs.y(), 0, pairs.size(), 1);
    return comoments;
  }

  private static void assertThatAllIsAsOf(Comoments comoments, double[][] xy) {
    double[] x = xy[0];
    double[] y = xy[1];
    assertThat(comoments.count()).isEqualTo(x.length);
    if (x.length > 0) {
      assertThat(comoments.meanX()).isCloseTo(TwoPass.mean(x), within(100 * RELATIVE_ERROR));
      assertThat(comoments.meanY()).isCloseTo(TwoPass.mean(y), within(100 * RELATIVE_ERROR));
    }
    boolean changesX = DoubleStream.of(x).distinct().count() > 1;
    boolean changesY = DoubleStream.of(y).distinct().count() > 1;
    if (changesX && changesY) {
      double r = TwoPass.pearson(x, y);
      assertThat(comoments.pearson()).isCloseTo(r, within(RELATIVE_ERROR));
      // The slope is r times the ratio of the spreads, so their ratio is its scale.
      double ratio = Math.sqrt(TwoPass.variance(y) / TwoPass.variance(x));
      assertThat(comoments.slope()).isCloseTo(TwoPass.slope(x, y), within(ratio * RELATIVE_ERROR));
    } else {
      assertThat(comoments.pearson()).isNaN();
    }
    if (!changesX) {
      assertThat(comoments.slope()).isNaN();
    }
    if (changesX && changesY) {
      double squaresX = (x.length - 1) * TwoPass.variance(x);
      double squaresY = (x.length - 1) * TwoPass.variance(y);
      double scale = RELATIVE_ERROR * Math.sqrt(squaresX * squaresY);
      assertThat(comoments.squaresX()).isCloseTo(squaresX, within(RELATIVE_ERROR * squaresX));
      assertThat(comoments.squaresY()).isCloseTo(squaresY, within(RELATIVE_ERROR * squaresY));
      assertThat(comoments.products()).isCloseTo(squaresX * TwoPass.slope(x, y), within(scale));
    }
  }
}
