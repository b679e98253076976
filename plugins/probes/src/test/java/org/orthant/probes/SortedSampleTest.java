package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SortedSampleTest {

  @Test
  void interpolatesBetweenNeighbours() {
    SortedSample sample = new SortedSample(new double[] {4, 1, 3, 2});

    assertThat(sample.quantile(0)).isEqualTo(1);
    assertThat(sample.quantile(0.25)).isCloseTo(1.75, within(1e-15));
    assertThat(sample.quantile(0.5)).isCloseTo(2.5, within(1e-15));
    assertThat(sample.quantile(0.75)).isCloseTo(3.25, within(1e-15));
    assertThat(sample.quantile(1)).isEqualTo(4);
  }

  @Test
  void leavesUndefinedValuesOut() {
    SortedSample sample = new SortedSample(new double[] {Double.NaN, 5, Double.NaN});

    assertThat(sample.count()).isEqualTo(1);
    assertThat(sample.quantile(0.75)).isEqualTo(5);
  }

  @Test
  void hasNoQuantileOfNothing() {
    assertThat(new SortedSample(new double[] {Double.NaN}).quantile(0.5)).isNaN();
  }
}
