package org.orthant.formats.equalization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BalanceTest {
  private static double[] scales(double[] first, double... second) {
    return new Balance(first, second).scales();
  }

  @Test
  void makesBothRangesTheirGeometricMean() {
    assertThat(scales(new double[] {8, 1, 3}, 2, 4, 3)).containsExactly(2, 0.5, 1);
  }

  @Test
  void channelsWithoutARangeStay() {
    assertThat(scales(new double[] {4, 0, 2, 0}, 4, 1, 0, 0)).containsExactly(1, 1, 1, 1);
    assertThat(scales(new double[] {0, 5}, 7, 0)).containsExactly(1, 1);
  }

  /** The living have ranges up to 4 and 2, so that the dead must not pass 2 and 1. */
  @Test
  void deadChannelsDoNotPassHalfOfTheLiving() {
    double[] first = {4, 1, 1e-30, 1e-30, 16, 0};
    double[] scales = scales(first, 1, 2, 0.5, 10, 1e-30, 4);
    assertThat(scales[2]).isEqualTo(1);
    assertThat(scales[3]).isEqualTo(0.1);
    assertThat(scales[4]).isEqualTo(8);
    assertThat(scales[5]).isEqualTo(0.25);
  }

  @Test
  void aChannelIsAliveWhereItCouldBeSeenInSixteenBits() {
    assertThat(scales(new double[] {1, 0x1p-31}, 1, 1)[1]).isEqualTo(Math.sqrt(0x1p-31));
    assertThat(scales(new double[] {1, 0x1p-32}, 1, 0.5)[1]).isEqualTo(1);
  }
}
