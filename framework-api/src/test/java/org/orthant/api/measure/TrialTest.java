package org.orthant.api.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Change CONTINUOUS = new Change(Weights.CONTINUOUS, Activations.TRAINED);
  private static final Change HARD_TANH = new Change(Weights.TRAINED, Activations.HARD_TANH);

  @Test
  void trialsWithTheSameChangesAreEqualInWhateverOrderTheyWereNamed() {
    Map<String, Change> upwards = new LinkedHashMap<>();
    upwards.put("conv1", CONTINUOUS);
    upwards.put("conv2", HARD_TANH);
    Map<String, Change> downwards = new LinkedHashMap<>();
    downwards.put("conv2", new Change(Weights.TRAINED, Activations.HARD_TANH));
    downwards.put("conv1", new Change(Weights.CONTINUOUS, Activations.TRAINED));

    assertThat(new Trial(upwards, 100))
        .isEqualTo(new Trial(downwards, 100))
        .hasSameHashCodeAs(new Trial(downwards, 100));
  }

  @Test
  void trialsDifferByLayerByChangeAndByRefit() {
    Trial trial = new Trial(Map.of("conv1", CONTINUOUS), 100);

    assertThat(trial)
        .isNotEqualTo(new Trial(Map.of("conv1", CONTINUOUS), 0))
        .isNotEqualTo(new Trial(Map.of("conv2", CONTINUOUS), 100))
        .isNotEqualTo(new Trial(Map.of("conv1", HARD_TANH), 100))
        .isNotEqualTo(new Trial(Map.of(), 100));
  }

  @Test
  void changesDifferByTheQuantizersName() {
    Change binary = new Change(Weights.quantizedBy("binary"), Activations.TRAINED);

    assertThat(binary)
        .isEqualTo(new Change(Weights.quantizedBy("binary"), Activations.TRAINED))
        .isNotEqualTo(new Change(Weights.quantizedBy("ternary"), Activations.TRAINED))
        .isNotEqualTo(new Change(Weights.quantizedBy("binary"), Activations.IDENTITY))
        .isNotEqualTo(Change.NONE);
  }

  @Test
  void aLayerThatIsNotNamedStaysAsTrained() {
    Trial trial = new Trial(Map.of("conv1", CONTINUOUS), 0);

    assertThat(trial.change("conv1")).isEqualTo(CONTINUOUS);
    assertThat(trial.change("conv2")).isEqualTo(Change.NONE);
    assertThat(Change.NONE).isEqualTo(new Change(Weights.TRAINED, Activations.TRAINED));
  }

  @Test
  void theBaselineChangesNothing() {
    assertThat(Trial.BASELINE).isEqualTo(new Trial(Map.of(), 0));
    assertThat(Trial.BASELINE.change("conv1")).isEqualTo(Change.NONE);
  }

  @Test
  void keepsItsChangesWhenTheGivenMapChanges() {
    Map<String, Change> changes = new LinkedHashMap<>(Map.of("conv1", CONTINUOUS));
    Trial trial = new Trial(changes, 0);
    changes.put("conv2", HARD_TANH);

    assertThat(trial.changes()).containsOnlyKeys("conv1");
  }
}
