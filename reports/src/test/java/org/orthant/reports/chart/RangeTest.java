package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.LabelledAxis;
import org.orthant.reports.result.Result.Subject;

class RangeTest {
  private static final Subject SUBJECT =
      new Subject("angle", Optional.empty(), "dense1", Optional.empty(), "degrees");

  @Test
  void leavesOneBinToSpareAroundTheCounts() {
    assertThat(Range.around(List.of(distribution(List.of(), 0, 0, 0, 1, 2, 0, 0, 0, 0))))
        .isEqualTo(new Range(20, 60));
  }

  @Test
  void holdsWhatWasExpectedToo() {
    assertThat(
            Range.around(
                List.of(
                    distribution(
                        List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.9, 0.1, 1e-4, 0.0),
                        0,
                        0,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0,
                        0))))
        .isEqualTo(new Range(20, 80));
  }

  @Test
  void isTheSameForAllDistributionsOfAGroup() {
    assertThat(
            Range.around(
                List.of(
                    distribution(List.of(), 0, 5, 0, 0, 0, 0, 0, 0, 0),
                    distribution(List.of(), 0, 0, 0, 0, 0, 5, 0, 0, 0))))
        .isEqualTo(new Range(0, 70));
  }

  @Test
  void isTheWholeAxisWhereNothingLies() {
    assertThat(Range.around(List.of(distribution(List.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0))))
        .isEqualTo(new Range(0, 90));
  }

  @Test
  void givesBothSidesOfAnInnerZeroTheSameRoom() {
    Joint joint =
        new Joint(
            SUBJECT,
            new LabelledAxis("x", new Axis(-4, 4, 8)),
            new LabelledAxis("y", new Axis(0, 3, 3)),
            List.of(
                List.of(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L),
                List.of(0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L),
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L)));

    assertThat(Range.aroundX(joint)).isEqualTo(new Range(-3, 3));
    assertThat(Range.aroundY(joint)).isEqualTo(new Range(0, 3));
  }

  private static Distribution distribution(List<Double> reference, long... counts) {
    return new Distribution(
        SUBJECT,
        new Axis(0, 90, 9),
        java.util.Arrays.stream(counts).boxed().toList(),
        0,
        reference);
  }
}
