package org.orthant.probes.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Weights;
import org.orthant.probes.advice.Effects.Joint;
import org.orthant.probes.advice.Effects.Part;
import org.orthant.probes.advice.Effects.Single;

class EffectsTest {
  private static final Change BINARY = Change.of(Weights.quantizedBy("binary"));
  private static final Assignment BOTH = new Assignment(List.of(BINARY, BINARY));

  @Test
  void whatStaysAsItIsHasNoEffect() {
    Effects effects = Effects.of(List.of(single(0, -0.1, 1e-6, -0.4)), List.of());
    assertThat(effects.mean(0, Change.NONE)).isZero();
  }

  @Test
  void manyImagesSpeakForThemselves() {
    Effects effects =
        Effects.of(
            List.of(single(0, -0.10, 1e-12, -0.4), single(1, -0.01, 1e-12, -0.4)), List.of());
    assertThat(effects.mean(0, BINARY)).isCloseTo(-0.10, within(1e-9));
    assertThat(effects.mean(1, BINARY)).isCloseTo(-0.01, within(1e-9));
  }

  @Test
  void withFewImagesEffectsFollowTheErrors() {
    // Both lie on a line but for less than their own variance, so that nothing is left to tell them
    // apart but the errors: slope = Σ xy / Σ xx = (.04 + .12) / (.16 + .04) = .8, weighted alike.
    Effects effects =
        Effects.of(List.of(single(0, -0.1, 1, -0.4), single(1, -0.6, 1, -0.2)), List.of());
    assertThat(effects.mean(0, BINARY)).isCloseTo(0.8 * -0.4, within(1e-12));
    assertThat(effects.mean(1, BINARY)).isCloseTo(0.8 * -0.2, within(1e-12));
  }

  @Test
  void aWholeNetworkCorrectsMostWhatIsKnownLeast() {
    // Without errors to expect anything from, both are as measured: −.1 ± .01 and −.2 ± .03.
    List<Single> singles =
        List.of(single(0, -0.1, 1e-4, Double.NaN), single(1, -0.2, 9e-4, Double.NaN));
    Joint joint = new Joint(BOTH, -0.5, 4e-4);
    Effects effects = Effects.of(singles, List.of(joint));

    // By the formulas of the multivariate normal distribution, written out for two effects.
    double noise = 4e-4 + Math.pow(0.5 * 0.5, 2);
    double meeting = Math.max(0, (0.2 * 0.2 - noise - 1e-3) / 2);
    double first = 1e-4 + meeting;
    double second = 9e-4 + meeting;
    double sum = first + second + noise;
    assertThat(effects.mean(0, BINARY)).isCloseTo(-0.1 - 0.2 * first / sum, within(1e-12));
    assertThat(effects.mean(1, BINARY)).isCloseTo(-0.2 - 0.2 * second / sum, within(1e-12));
    assertThat(effects.mean(BOTH)).isCloseTo(-0.3 - 0.2 * (first + second) / sum, within(1e-12));
  }

  @Test
  void theOrderOfNetworksDoesNotMatter() {
    List<Single> singles =
        List.of(single(0, -0.1, 1e-4, Double.NaN), single(1, -0.2, 9e-4, Double.NaN));
    Joint both = new Joint(BOTH, -0.35, 1e-4);
    Joint one = new Joint(new Assignment(List.of(BINARY, Change.NONE)), -0.12, 1e-4);
    assertThat(Effects.of(singles, List.of(both, one)).mean(BOTH))
        .isCloseTo(Effects.of(singles, List.of(one, both)).mean(BOTH), within(1e-12));
  }

  private static Single single(int layer, double change, double variance, double error) {
    return new Single(new Part(layer, BINARY), change, variance, error);
  }
}
