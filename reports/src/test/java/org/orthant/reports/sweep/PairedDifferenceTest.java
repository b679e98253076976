package org.orthant.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  /** t(0.975; 2) = 4.302652730, from a table; s = 1, so the reach is t / √3. */
  @Test
  void isStudentsOfTheDifferences() {
    PairedDifference difference =
        PairedDifference.of(List.of(11.0, 22.0, 33.0), List.of(10.0, 20.0, 30.0), 0.95);

    assertThat(difference.mean()).isCloseTo(2, within(1e-12));
    assertThat(difference.reach().orElseThrow())
        .isCloseTo(4.302652730 / Math.sqrt(3), within(1e-8));
    assertThat(difference.isTold()).isFalse();
  }

  @Test
  void whatTheSeedsShareCancels() {
    PairedDifference difference =
        PairedDifference.of(List.of(0.5, 0.8, 0.2), List.of(0.49, 0.79, 0.19), 0.95);

    assertThat(difference.mean()).isCloseTo(0.01, within(1e-12));
    assertThat(difference.isTold()).isTrue();
  }

  @Test
  void seedsThatOneLacksAreLeftOut() {
    PairedDifference difference =
        PairedDifference.of(List.of(1.0, Double.NaN, 3.0), List.of(0.0, 5.0, Double.NaN), 0.95);

    assertThat(difference.n()).isEqualTo(1);
    assertThat(difference.mean()).isEqualTo(1);
    assertThat(difference.low()).isEmpty();
    assertThat(difference.isTold()).isFalse();
  }
}
