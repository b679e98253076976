package org.orthant.probes.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;

class JackknifeTest {

  @Property(tries = 200, seed = "1705")
  void ofAMeanIsStudentsInterval(
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = -1e3, max = 1e3) Double> values) {
    Moments all = new Moments();
    List<Moments> groups = new ArrayList<>();
    for (double value : values) {
      all.add(value);
      Moments group = new Moments();
      group.add(value);
      groups.add(group);
    }
    Interval student = MeanInterval.of(all).orElseThrow();
    Interval jackknife =
        Jackknife.ofEqual(groups, Moments::new).interval(Moments::mean).orElseThrow();

    assertThat(jackknife.low()).isCloseTo(student.low(), within(1e-8));
    assertThat(jackknife.high()).isCloseTo(student.high(), within(1e-8));
  }

  /** The equations of Busing, Meijer and van der Leeden (1999), step by step. */
  @Test
  void ofARatioIsThatOfLeavingEachGroupOutByHand() {
    long[] counts = {20, 20, 15, 16, 30};
    long[] hits = {3, 4, 9, 0, 11};
    double estimate = 27.0 / 101;
    double jackknife = 5 * estimate;
    double[] leftOut = new double[5];
    for (int g = 0; g < 5; g++) {
      leftOut[g] = (27.0 - hits[g]) / (101 - counts[g]);
      jackknife -= (1 - counts[g] / 101.0) * leftOut[g];
    }
    double variance = 0;
    for (int g = 0; g < 5; g++) {
      double h = 101.0 / counts[g];
      double pseudo = h * estimate - (h - 1) * leftOut[g];
      variance += (pseudo - jackknife) * (pseudo - jackknife) / (h - 1) / 5;
    }
    double reach = TDistribution.of(4).inverseCumulativeProbability(0.975) * Math.sqrt(variance);
    Interval interval = interval(tallies(counts, hits));

    assertThat(interval.low()).isCloseTo(estimate - reach, within(1e-12));
    assertThat(interval.high()).isCloseTo(estimate + reach, within(1e-12));
  }

  /** Efron's equation 3.1. */
  @Test
  void ofGroupsOfOneSizeIsEfrons() {
    long[] hits = {3, 4, 9, 0, 11};
    double[] leftOut = LongStream.of(hits).mapToDouble(hit -> (27.0 - hit) / 80).toArray();
    double mean = DoubleStream.of(leftOut).average().orElseThrow();
    double error =
        Math.sqrt(4.0 / 5 * DoubleStream.of(leftOut).map(x -> (x - mean) * (x - mean)).sum());
    double t = TDistribution.of(4).inverseCumulativeProbability(0.975);
    Interval interval = interval(tallies(new long[] {20, 20, 20, 20, 20}, hits));

    assertThat(interval.low()).isCloseTo(0.27 - t * error, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.27 + t * error, within(1e-12));
  }

  @Test
  void aGroupOfLessThanHalfTheLargestIsNoneOfItsOwn() {
    Jackknife<Tally> last = tallies(new long[] {25, 25, 1}, 3, 8, 1);
    Jackknife<Tally> first = tallies(new long[] {5, 7, 25, 25}, 1, 2, 8, 9);

    assertThat(last.n()).isEqualTo(2);
    assertThat(interval(last)).isEqualTo(interval(tallies(new long[] {25, 26}, 3, 9)));
    assertThat(first.n()).isEqualTo(2);
    assertThat(interval(first)).isEqualTo(interval(tallies(new long[] {37, 25}, 11, 9)));
    assertThat(tallies(new long[] {25, 25, 13}, 3, 8, 1).n()).isEqualTo(3);
    assertThat(tallies(new long[] {25, 12}, 3, 8).interval(Tally::fraction)).isEmpty();
  }

  private static Jackknife<Tally> tallies(long[] counts, long... hits) {
    List<Tally> groups = new ArrayList<>();
    for (int g = 0; g < counts.length; g++) {
      Tally group = new Tally();
      group.add(counts[g], hits[g]);
      groups.add(group);
    }
    return Jackknife.of(groups, Tally::new, Tally::count);
  }

  private static Interval interval(Jackknife<Tally> groups) {
    return groups.interval(Tally::fraction).orElseThrow();
  }

  @Test
  void leavesTheGroupsAsTheyAre() {
    Tally one = new Tally();
    one.add(4, 1);
    Tally other = new Tally();
    other.add(6, 5);
    var unused =
        Jackknife.of(List.of(one, other), Tally::new, Tally::count).interval(Tally::fraction);

    assertThat(one.count()).isEqualTo(4);
    assertThat(other.count()).isEqualTo(6);
  }

  @Test
  void isNoneOfFewerThanTwoGroupsOrUndefinedEstimates() {
    assertThat(tallies(new long[] {}).interval(Tally::fraction)).isEmpty();
    assertThat(tallies(new long[] {4}, 1).interval(Tally::fraction)).isEmpty();
    assertThat(tallies(new long[] {4, 0}, 1, 0).interval(Tally::fraction)).isEmpty();
    assertThat(tallies(new long[] {4, 4}, 1, 1).interval(tally -> Double.NaN)).isEmpty();
  }

  @Test
  void coversTheSlopeOfGroupedPairsAboutAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(4);
    int runs = 1000;
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      List<Comoments> groups = new ArrayList<>();
      for (int g = 0; g < 12; g++) {
        groups.add(groupWithSlopeTwo(random));
      }
      Interval interval =
          Jackknife.of(groups, Comoments::new, Comoments::count)
              .interval(Comoments::slope)
              .orElseThrow();
      covered += interval.low() <= 2 && 2 <= interval.high() ? 1 : 0;
    }
    assertThat((double) covered / runs).isBetween(0.92, 0.98);
  }

  /** Pairs that share part of their noise, as the positions of one image do. */
  private static Comoments groupWithSlopeTwo(SplittableRandom random) {
    Comoments group = new Comoments();
    double sharedX = random.nextGaussian();
    double sharedNoise = random.nextGaussian();
    for (int i = 0; i < 25; i++) {
      double x = sharedX + random.nextGaussian();
      group.add(x, 2 * x + sharedNoise + random.nextGaussian());
    }
    return group;
  }
}
