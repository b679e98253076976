package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Needs;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.ProbeRun;

class AccuracyTest {

  @Test
  void isTheFractionOfRightPredictions() {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 1 of 29.
    int[] labels = new int[29];
    int[] predictions = new int[29];
    Arrays.fill(predictions, 3);
    predictions[11] = 0;
    Outcomes outcomes = new Outcomes();
    outcomes.add(predictions, labels);
    ProbeRun run = ProbeRun.onOutcomes(new Accuracy(), outcomes);
    Finding.Scalar accuracy = run.scalar("accuracy");

    assertThat(accuracy.subject()).isEqualTo(Subject.network());
    assertThat(accuracy.value()).isCloseTo(1.0 / 29, within(1e-15));
    assertThat(accuracy.low().orElseThrow()).isCloseTo(0.0061, within(5e-5));
    assertThat(accuracy.high().orElseThrow()).isCloseTo(0.1718, within(5e-5));
    assertThat(accuracy.n()).hasValue(29);
    assertThat(run.conclusion().verdicts()).isEmpty();
  }

  @Test
  void needsOutcomesAlone() {
    assertThat(new Accuracy().needs()).isEqualTo(new Needs(false, 0, 10_000, 0, 0));
  }

  @Test
  void refusesToClassifyNothing() {
    assertThatThrownBy(() -> new Accuracy(0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1, but is 0");
  }
}
