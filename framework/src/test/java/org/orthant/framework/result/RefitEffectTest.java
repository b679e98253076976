package org.orthant.framework.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.orthant.api.interval.PairedDifferenceInterval;
import org.orthant.api.statistics.Outcomes;

class RefitEffectTest {

  @Test
  void isThePairedDifferenceOnTheImagesThatBothHaveSeen() {
    Outcomes asTrained = said(10_000, 4056, 0, 0);
    Outcomes refitted = said(5000, 4056, 100, 1947);
    RefitEffect effect = RefitEffect.of(1, asTrained, refitted).orElseThrow();

    assertThat(effect.images()).isEqualTo(5000);
    assertThat(effect.before()).isEqualTo(4056);
    assertThat(effect.after()).isEqualTo(4056 + 100 - 1947);
    assertThat(effect.change())
        .isEqualTo(PairedDifferenceInterval.of(100, 1947, 5000).orElseThrow());
    assertThat(effect.isLarge()).isTrue();
    assertThat(effect.inWords())
        .startsWith(
            "Refitting batch normalization to 1 training image takes the accuracy of the unaltered"
                + " network from 0.8112 to 0.4418, a change of -0.3694 (95 % interval -0.38")
        .endsWith(", n = 5000 test images)");
  }

  @Test
  void isCertainWhereTheIntervalLeavesZeroOutAndLargeWhereItReachesTwoPoints() {
    assertThat(effect(0, 0).isCertain()).isFalse();
    assertThat(effect(60, 50).isCertain()).isFalse();
    assertThat(effect(80, 20)).satisfies(RefitEffectTest::isCertainButSmall);
    assertThat(effect(20, 80)).satisfies(RefitEffectTest::isCertainButSmall);
    assertThat(effect(20, 230).isLarge()).isTrue();
    assertThat(effect(230, 20).isLarge()).isTrue();
  }

  private static void isCertainButSmall(RefitEffect effect) {
    assertThat(effect.isCertain()).isTrue();
    assertThat(effect.isLarge()).isFalse();
  }

  @Test
  void isNoneWithoutImages() {
    assertThat(RefitEffect.of(10, new Outcomes(), said(10, 3, 0, 0))).isEmpty();
    assertThat(RefitEffect.of(10, said(10, 3, 0, 0), new Outcomes())).isEmpty();
  }

  private static RefitEffect effect(int gained, int lost) {
    return RefitEffect.of(2000, said(10_000, 5000, 0, 0), said(10_000, 5000, gained, lost))
        .orElseThrow();
  }

  /** The first {@code right} images are right but for the first lost ones, and gained ones more. */
  private static Outcomes said(int images, int right, int gained, int lost) {
    int[] predictions = new int[images];
    for (int i = 0; i < images; i++) {
      predictions[i] = i >= lost && i < right + gained ? 0 : 1;
    }
    Outcomes said = new Outcomes();
    said.add(predictions, new int[images]);
    return said;
  }
}
