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
    Interval jackknife = Jackknife.interval(groups, Moments::new, Moments::mean).orElseThrow();

    assertThat(jackknife.low()).isCloseTo(student.low(), within(1e-8));
    assertThat(jackknife.high()).isCloseTo(student.high(), within(1e-8));
  }

  @Test
  void ofARatioIsThatOfLeavingEachGroupOutByHand() {
    long[] counts = {10, 20, 15, 5, 30};
    long[] hits = {3, 4, 9, 0, 11};
    List<Tally> groups = new ArrayList<>();
    for (int g = 0; g < counts.length; g++) {
      Tally group = new Tally();
      group.add(counts[g], hits[g]);
      groups.add(group);
    }
    double[] leftOut = new double[counts.length];
    for (int g = 0; g < counts.length; g++) {
      leftOut[g] =
          (double) (LongStream.of(hits).sum() - hits[g])
              / (LongStream.of(counts).sum() - counts[g]);
    }
    double mean = DoubleStream.of(leftOut).average().orElseThrow();
    double error =
        Math.sqrt(4.0 / 5 * DoubleStream.of(leftOut).map(x -> (x - mean) * (x - mean)).sum());
    double t = TDistribution.of(4).inverseCumulativeProbability(0.975);
    Interval interval = Jackknife.interval(groups, Tally::new, Tally::fraction).orElseThrow();

    assertThat(interval.low()).isCloseTo(27.0 / 80 - t * error, within(1e-12));
    assertThat(interval.high()).isCloseTo(27.0 / 80 + t * error, within(1e-12));
  }

  @Test
  void leavesTheGroupsAsTheyAre() {
    Tally one = new Tally();
    one.add(4, 1);
    Tally other = new Tally();
    other.add(6, 5);
    var unused = Jackknife.interval(List.of(one, other), Tally::new, Tally::fraction);

    assertThat(one.count()).isEqualTo(4);
    assertThat(other.count()).isEqualTo(6);
  }

  @Test
  void isNoneOfFewerThanTwoGroupsOrUndefinedEstimates() {
    Tally some = new Tally();
    some.add(4, 1);

    assertThat(Jackknife.interval(List.of(), Tally::new, Tally::fraction)).isEmpty();
    assertThat(Jackknife.interval(List.of(some), Tally::new, Tally::fraction)).isEmpty();
    assertThat(Jackknife.interval(List.of(some, new Tally()), Tally::new, Tally::fraction))
        .isEmpty();
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
          Jackknife.interval(groups, Comoments::new, Comoments::slope).orElseThrow();
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
