package org.orthant.probes.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.interval.Interval;

class DecibelsTest {

  /** The first by hand: 1 − 0.99 = 0.01 is 20 dB. Of signs 1 − 2/π, 4.396 dB. */
  @ParameterizedTest
  @CsvSource({
    "0.99498743710662, 20",
    "0.79788456080287, 4.39639",
    "0.99999999949999999998, 90",
    "0.5, 1.24938736608",
    "0, 0",
    "-0.7, 0",
    "1, 120"
  })
  void areWhatNoFactorExplains(double r, double decibels) {
    assertThat(Decibels.ofCorrelation(r)).isCloseTo(decibels, within(1e-5));
    assertThat(Decibels.ofAngle(Math.toDegrees(Math.acos(r)))).isCloseTo(decibels, within(1e-5));
  }

  @Test
  void anUndefinedCorrelationHasNone() {
    assertThat(Decibels.ofCorrelation(Double.NaN)).isNaN();
    assertThat(Decibels.ofAngle(Double.NaN)).isNaN();
  }

  @Test
  void theLargerTheAngleTheFewer() {
    Estimate angle = new Estimate(5, Optional.of(new Interval(4, 7)), 9);

    assertThat(Decibels.ofAngle(angle))
        .isEqualTo(
            new Estimate(
                Decibels.ofAngle(5.0),
                Optional.of(new Interval(Decibels.ofAngle(7.0), Decibels.ofAngle(4.0))),
                9));
    assertThat(Decibels.ofAngle(-1.0)).isCloseTo(120, within(1e-9));
  }
}
