package org.orthant.probes.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;

class MoreImagesTest {
  private static final Subject LAYER = Subject.of("conv1", "binary");

  @Test
  void anIntervalTwiceAsWideNeedsFourTimesAsMany() {
    // 0.03 above, reaching 0.06 below, so that the threshold lies half way down.
    MoreImages more = MoreImages.of(0.05, new Interval(-0.01, 0.11), 0.02, 0.2);

    assertThat(more.times().orElseThrow()).isCloseTo(4, within(1e-12));
  }

  @Test
  void theNearerOfTwoThresholdsTells() {
    MoreImages more = MoreImages.of(0.03, new Interval(0, 0.06), 0.02, 0.05);

    assertThat(more.times().orElseThrow()).isCloseTo(9, within(1e-12));
  }

  @Test
  void anIntervalWithoutAThresholdNeedsNone() {
    assertThat(MoreImages.of(0.03, new Interval(0.021, 0.04), 0.02, 0.05).times()).isEmpty();
  }

  @Test
  void saysHowManyWhereTheVerdictIsUncertainAlone() {
    MoreImages more = MoreImages.of(0.05, new Interval(-0.01, 0.11), 0.02);

    Verdict uncertain = more.verdict(LAYER, Grade.UNCERTAIN, "Cost 0.05");
    assertThat(uncertain.reason())
        .isEqualTo("Cost 0.05; about 4.0 times as many images would tell");
    assertThat(uncertain.timesAsManyImages().orElseThrow()).isCloseTo(4, within(1e-12));
    assertThat(more.verdict(LAYER, Grade.STRAINED, "Cost 0.05").timesAsManyImages()).isEmpty();
  }

  @Test
  void promisesNothingOnTheThreshold() {
    Verdict verdict =
        MoreImages.of(0.02, new Interval(0.01, 0.03), 0.02)
            .verdict(LAYER, Grade.UNCERTAIN, "Cost 0.02");

    assertThat(verdict.timesAsManyImages()).isEmpty();
    assertThat(verdict.reason()).contains("100 times as many images would not tell");
  }
}
