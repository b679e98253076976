package org.orthant.api.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void isCalledAsFindingsCallIt() {
    assertThat(Change.of(Weights.CONTINUOUS).label()).isEqualTo("weights:continuous");
    assertThat(Change.of(Weights.quantizedBy("gbt-2")).label()).isEqualTo("weights:gbt-2");
    assertThat(Change.of(Activations.IDENTITY).label()).isEqualTo("activations:identity");
    assertThat(Change.of(Activations.HARD_TANH).label()).isEqualTo("activations:hard-tanh");
  }

  @Test
  void namesBothOrNeither() {
    assertThat(new Change(Weights.CONTINUOUS, Activations.IDENTITY).label())
        .isEqualTo("weights:continuous,activations:identity");
    assertThat(Change.NONE.label()).isEmpty();
  }
}
