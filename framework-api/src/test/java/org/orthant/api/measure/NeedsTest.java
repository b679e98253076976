package org.orthant.api.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeedsTest {

  @Test
  void theImagesAreThoseOfTheLargerNeed() {
    assertThat(Needs.WEIGHTS.images()).isZero();
    assertThat(Needs.inputs(500).images()).isEqualTo(500);
    assertThat(Needs.outcomes(10000).images()).isEqualTo(10000);
    assertThat(new Needs(true, 500, 200, 30, 0).images()).isEqualTo(500);
    assertThat(new Needs(true, 200, 500, 30, 0).images()).isEqualTo(500);
    assertThat(new Needs(true, 20, 30, 500, 0).images()).isEqualTo(500);
  }

  @Test
  void askingForOneThingAsksForNothingElse() {
    assertThat(Needs.inputs(500)).isEqualTo(new Needs(false, 500, 0, 0, 0));
    assertThat(Needs.gradients(500)).isEqualTo(new Needs(false, 0, 0, 500, 0));
    assertThat(Needs.inputs(500).andWeights()).isEqualTo(new Needs(true, 500, 0, 0, 0));
    assertThat(Needs.outcomes(500)).isEqualTo(new Needs(false, 0, 500, 0, 0));
    assertThat(Needs.WEIGHTS).isEqualTo(new Needs(true, 0, 0, 0, 0));
  }
}
