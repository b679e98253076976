package org.orthant.probes.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.interval.Interval;

class ShortfallTest {

  @Test
  void isHowFarARatioLiesBelowTheExpectedOne() {
    assertThat(shortfall(18.5, 18, 19.5).inWords("n = 4 groups", Shortfall.THRESHOLDS))
        .isEqualTo(
            "a shortfall of 1.50 dB (95 % interval 0.50 dB to 2.00 dB, n = 4 groups), too"
                + " uncertain to tell (sound below 1.0 dB, degraded above 3.0 dB)");
  }

  @Test
  void whatLiesAboveIsBetter() {
    assertThat(shortfall(22.75, 22.25, 23.5).inWords("n = 4 groups", Shortfall.THRESHOLDS))
        .isEqualTo(
            "2.75 dB better than these (95 % interval 2.25 dB to 3.50 dB better, n = 4 groups); a"
                + " shortfall is sound below 1.0 dB");
    assertThat(shortfall(20.5, 18.75, 21).inWords("n = 2 groups", Shortfall.THRESHOLDS))
        .isEqualTo(
            "0.50 dB better than these (95 % interval -1.25 dB to 1.00 dB better, n = 2 groups); a"
                + " shortfall is too uncertain to tell (sound below 1.0 dB, degraded above"
                + " 3.0 dB)");
  }

  private static Shortfall shortfall(double ratio, double low, double high) {
    return Shortfall.of(new Estimate(ratio, Optional.of(new Interval(low, high)), 4), 20);
  }
}
