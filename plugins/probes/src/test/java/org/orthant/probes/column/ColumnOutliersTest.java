package org.orthant.probes.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.probes.RandomMatrix;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class ColumnOutliersTest {
  private final ColumnOutliers probe = new ColumnOutliers();

  @Test
  void gaussianColumnsAreAlike() {
    float[][] weights = RandomMatrix.gaussian(new SplittableRandom(1), 200, 50, 0.2);
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(weights));
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(run.scalar("outlying-columns").value()).isZero();
    assertThat(run.scalar("largest-column").value()).isBetween(1.0, 1.3);
    // 10,000 Gaussian numbers; the standard deviation of their largest is about 0.3.
    assertThat(run.scalar("largest-weight").value())
        .isCloseTo(run.scalar("largest-weight").expected().orElseThrow(), within(1.2));
  }

  @Test
  void columnsThatStandOutAreNamedLargestFirst() {
    float[][] weights = RandomMatrix.gaussian(new SplittableRandom(2), 200, 50, 0.2);
    for (float[] row : weights) {
      row[7] *= 10;
      row[31] *= 20;
    }
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(weights));
    assertThat(run.verdict().grade()).isEqualTo(Grade.STRAINED);
    assertThat(run.verdict().reason())
        .startsWith("2 of n = 50 columns have more than 3.0 times")
        .containsPattern("column 31 [12].\\.. times, column 7 (9|10|11)\\.. times");
    assertThat(run.scalar("outlying-columns").value()).isEqualTo(2);
    assertThat(run.scalar("largest-column").value()).isCloseTo(20, within(2.5));
  }

  @Test
  void kurtosisIsThatOfTheFormula() {
    // Column 0 is 3, -1, -1, -1: second moment 3, fourth 21; column 1 is ±1 evenly: 1 and 1.
    ColumnMoments moments = new ColumnMoments(new float[] {3, 1, -1, -1, -1, 1, -1, -1}, 2);
    assertThat(moments.excessKurtosis()).containsExactly(21.0 / 9 - 3, -2);
    assertThat(moments.largest()).containsExactly(3, 1);
    assertThat(moments.rootMeanSquares()).containsExactly(Math.sqrt(3), 1);
  }

  @Test
  void zerosAreNotEvaluated() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(new float[4][5]));
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().open()).isTrue();
  }

  @Test
  void aThresholdBelowOneIsRefused() {
    assertThatThrownBy(() -> new ColumnOutliers(1)).isInstanceOf(InvalidParameterException.class);
  }
}
