package org.orthant.framework.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.framework.pace.Workload.Amount;

class PlannedTimeTest {
  private static final Amount SOME = new Amount(1e9, step -> Double.NaN);
  private static final Workload BOTH =
      new Workload("net", Map.of(Work.TRAINING, SOME, Work.IMAGES, SOME));

  @Test
  void nothingIsToldWhereNothingRan() {
    PlannedTime time = new PlannedTime(Rates.none().with("other/images", 1e9, 1));
    time.add(BOTH, true);

    assertThat(time.toString()).startsWith("not known; no run");
  }

  @Test
  void plansAddUpAndATrainingThatIsSharedCountsOnce() {
    PlannedTime time =
        new PlannedTime(Rates.none().with("net/images", 1e9, 60).with("net/training", 1e9, 300));
    time.add(BOTH, true);
    time.add(BOTH, false);

    assertThat(time.toString())
        .isEqualTo("about 7 min as past runs went here: training 5 min, images 2 min");
  }

  @Test
  void whatIsNotKnownIsNamed() {
    PlannedTime time = new PlannedTime(Rates.none().with("net/images", 1e9, 60));
    time.add(BOTH, true);

    assertThat(time.toString())
        .isEqualTo("about 60 s as past runs went here: images 60 s; not known: training");
  }
}
