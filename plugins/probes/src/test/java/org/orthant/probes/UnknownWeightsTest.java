package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

/** Of a layer of which nothing but signs are known, nothing is said of continuous weights. */
class UnknownWeightsTest {
  private static final String REASON =
      "The continuous weights of dense1 are not known, only those that it computes with";
  private static final float[][] SIGNS = RandomMatrix.signs(new SplittableRandom(3), 4, 6);

  private static final FakeLayer LAYER =
      new FakeLayer(
          LayerShape.dense("dense1", 6, 4), SIGNS, false, Map.of("coarse", r -> r), new Seed(1));

  static List<Probe> ofQuantizers() {
    return List.of(new Angle(5, 15, 2), new DotProduct(), new Permutation());
  }

  private static List<FakeBlock> blocks() {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, 4)
        .mapToObj(
            group -> {
              float[][] continuous = RandomMatrix.gaussian(random, 25, 6, 1);
              float[][] signs =
                  Arrays.stream(continuous).map(BruteForce::signs).toArray(float[][]::new);
              return new FakeBlock(LAYER, group, signs, Optional.of(continuous));
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ofQuantizers")
  void noQuantizerIsComparedWithThem(Probe probe) {
    ProbeRun run = ProbeRun.on(probe, LAYER, blocks());

    assertThat(run.conclusion().findings()).isEmpty();
    assertThat(run.conclusion().remedies()).isEmpty();
    assertThat(run.conclusion().verdicts())
        .containsExactly(Verdict.notAsked(Subject.of("dense1", "coarse"), REASON));
  }

  @Test
  void theirDistributionAndSpectrumAreNotEvaluated() {
    for (Probe probe :
        List.of(new WeightDistribution(), new Spectrum(SpectrumOf.WEIGHTS, 1, 100))) {
      ProbeRun run = ProbeRun.onWeights(probe, LAYER);

      assertThat(run.conclusion().findings()).isEmpty();
      assertThat(run.conclusion().verdicts())
          .containsExactly(Verdict.notAsked(Subject.layer("dense1"), REASON));
    }
  }

  @Test
  void theSpectrumOfTheInputsStands() {
    ProbeRun run = ProbeRun.on(new Spectrum(), LAYER, blocks());

    assertThat(run.scalar("participation-ratio").value()).isBetween(1.0, 6.0);
    assertThat(run.conclusion().findings())
        .allMatch(finding -> finding.subject().quantizer().isEmpty());
    assertThat(run.conclusion().verdicts())
        .containsExactly(Verdict.notAsked(Subject.of("dense1", "coarse"), REASON));
  }

  @Test
  void quantizedActivationsAreComparedUnderTheWeightsThereAre() {
    ProbeRun run = ProbeRun.on(new ActivationDotProduct(), LAYER, blocks());
    Verdict verdict = run.verdict();

    assertThat(run.scalar("pearson-r").value()).isBetween(0.5, 1.0);
    assertThat(run.conclusion().findings())
        .extracting(Finding::metric)
        .doesNotContain("pearson-r-both");
    assertThat(verdict.grade()).isNotEqualTo(Grade.NOT_EVALUATED);
    assertThat(verdict.reason()).endsWith("; r of both is not evaluated: " + REASON);
  }

  @Test
  void noGradientIsTakenAtThem() {
    WeightGradient probe = new WeightGradient(10, 20);
    SelectedLayer selected = new SelectedLayer(LAYER.shape(), List.of("coarse"), true, false);

    assertThat(probe.trials(List.of(selected))).containsExactly(Trial.refitted(20));
    assertThat(ProbeRun.onWeights(probe, LAYER).conclusion().verdicts())
        .containsExactly(Verdict.notAsked(Subject.layer("dense1"), REASON));
  }
}
