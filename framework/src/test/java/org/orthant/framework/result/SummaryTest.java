package org.orthant.framework.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.failure.Failure;

class SummaryTest {
  private static final LayerShape FIRST = LayerShape.dense("dense1", 27, 8);
  private static final LayerShape SECOND = LayerShape.dense("dense2", 8, 8);
  private static final LayerShape THIRD = LayerShape.dense("dense3", 8, 8);
  private static final Map<String, String> BINARY =
      Map.of("dense1", "binary", "dense2", "binary", "dense3", "binary");

  @Test
  void worstVerdictOfALayerIsTheLayers() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND),
            probe("angle", verdict("dense1", Grade.SOUND), verdict("dense2", Grade.SOUND)),
            probe("dot-product", verdict("dense1", Grade.DEGRADED), notAsked("dense2")));
    assertThat(verdicts)
        .extracting(Verdict::grade)
        .containsExactly(Grade.DEGRADED, Grade.SOUND, Grade.DEGRADED);
    assertThat(verdicts.get(0).reason()).isEqualTo("binary, dot-product: because");
    assertThat(verdicts.get(2).subject()).isEqualTo(Subject.network());
    assertThat(verdicts.get(2).reason())
        .isEqualTo("With binary weights, 1 of 2 layers is degraded: dense1; 1 is sound.");
  }

  @Test
  void theWorstLayersComeFirst() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND, THIRD),
            probe("angle", verdict("dense1", Grade.STRAINED), verdict("dense3", Grade.DEGRADED)),
            probe(
                "dot-product",
                verdict("dense2", Grade.DEGRADED),
                verdict("dense3", Grade.DEGRADED)));
    assertThat(verdicts.get(3).reason())
        .isEqualTo(
            "With binary weights, 2 of 3 layers are degraded: dense2, dense3; 1 is strained: dense1;"
                + " none is sound.");
  }

  @Test
  void ofManyLayersADozenIsNamed() {
    List<LayerShape> layers =
        IntStream.range(0, 301).mapToObj(i -> LayerShape.dense("l" + i, 8, 8)).toList();
    List<Verdict> verdicts =
        new Summary(
                List.of(
                    probe(
                        "angle",
                        layers.stream()
                            .map(layer -> verdict(layer.name(), Grade.DEGRADED))
                            .toArray(Verdict[]::new))),
                layers,
                Map.of(),
                layers.stream().collect(Collectors.toMap(LayerShape::name, layer -> "binary")),
                Map.of(),
                List.of())
            .verdicts();
    assertThat(verdicts.get(301).reason())
        .isEqualTo(
            "With binary weights, 301 of 301 layers are degraded: l0, l1, l2, l3, l4, l5, l6, l7, l8,"
                + " l9, l10, l11 and 289 more; none is sound.");
  }

  @Test
  void quantizersThatAreNotInUseAreNoFaultOfALayer() {
    Verdict other = new Verdict(Subject.of("dense1", "coarse"), Grade.DEGRADED, "because");
    List<Verdict> verdicts =
        summed(List.of(FIRST), probe("angle", verdict("dense1", Grade.SOUND), other));
    assertThat(verdicts).extracting(Verdict::grade).containsOnly(Grade.SOUND);
  }

  @Test
  void theCostInAccuracyHasAVeto() {
    Verdict costless = new Verdict(Subject.layer("dense1"), Grade.SOUND, "it costs nothing");
    Verdict costly = new Verdict(Subject.layer("dense1"), Grade.UNCERTAIN, "it may cost");
    ProbeConclusion degraded = probe("dot-product", verdict("dense1", Grade.DEGRADED));

    List<Verdict> vetoed = summed(List.of(FIRST), degraded, probe("ablation", costless));
    List<Verdict> kept = summed(List.of(FIRST), degraded, probe("ablation", costly));

    assertThat(vetoed).extracting(Verdict::grade).containsOnly(Grade.STRAINED);
    assertThat(vetoed.get(0).reason())
        .endsWith(
            "because; strained, not degraded, since ablation finds that it costs no accuracy");
    assertThat(kept).extracting(Verdict::grade).containsOnly(Grade.DEGRADED);
  }

  @Test
  void nothingIsAdvisedThatAnotherProbeGradesWorseNorWhereNoAccuracyIsLost() {
    Remedy remedy =
        new Remedy(Subject.of("dense1", "binary"), Optional.of("ternary"), "ternary (r 0.9)");
    ProbeConclusion products =
        new ProbeConclusion(
            "dot-product",
            "",
            new Conclusion(
                List.of(),
                List.of(
                    verdict("dense1", Grade.STRAINED),
                    new Verdict(Subject.of("dense1", "ternary"), Grade.SOUND, "good")),
                List.of(remedy)));
    Verdict worse = new Verdict(Subject.of("dense1", "ternary"), Grade.DEGRADED, "worse");
    Verdict costless = new Verdict(Subject.of("dense1", "binary"), Grade.SOUND, "free");

    assertThat(summed(List.of(FIRST), products).get(1).reason()).contains("ternary (r 0.9)");
    assertThat(
            summed(List.of(FIRST), products, probe("angle", verdict("dense1", Grade.SOUND), worse))
                .get(1)
                .reason())
        .doesNotContain("To try");
    assertThat(summed(List.of(FIRST), products, probe("ablation", costless)).get(1).reason())
        .doesNotContain("To try");
  }

  @Test
  void whatWasMeasuredToHelpIsSaidOfLayersThatAreNotSound() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND),
            new ProbeConclusion(
                "angle",
                "",
                new Conclusion(
                    List.of(),
                    List.of(
                        verdict("dense1", Grade.STRAINED),
                        verdict("dense2", Grade.SOUND),
                        new Verdict(Subject.of("dense1", "coarse"), Grade.STRAINED, "as bad"),
                        new Verdict(Subject.of("dense1", "ternary"), Grade.SOUND, "good")),
                    List.of(
                        new Remedy(Subject.of("dense1", "coarse"), Optional.empty(), "another"),
                        new Remedy(
                            Subject.of("dense1", "binary"), Optional.of("coarse"), "coarse (20°)"),
                        new Remedy(
                            Subject.of("dense1", "binary"),
                            Optional.of("ternary"),
                            "ternary (25°)"),
                        new Remedy(
                            Subject.of("dense1", "binary"), Optional.empty(), "rotated (30°)"),
                        new Remedy(
                            Subject.of("dense2", "binary"), Optional.empty(), "nothing needs")))),
            new ProbeConclusion(
                "ablation",
                "",
                new Conclusion(
                    List.of(),
                    List.of(),
                    List.of(
                        new Remedy(
                            Subject.layer("dense1"),
                            Optional.empty(),
                            "continuous weights (+0.02)")))));
    assertThat(verdicts.get(2).reason())
        .endsWith(
            " To try: in dense1 ternary (25°), or rotated (30°), or continuous weights (+0.02).");
  }

  @Test
  void whatIsUndefinedIsCountedAndNotSound() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND),
            probe("angle", verdict("dense1", Grade.SOUND), verdict("dense2", Grade.SOUND)),
            probe(
                "dot-product",
                verdict("dense1", Grade.SOUND),
                new Verdict(
                    Subject.of("dense2", "binary"), Grade.NOT_EVALUATED, "r is undefined")));
    assertThat(verdicts)
        .extracting(Verdict::grade, Verdict::open)
        .containsExactly(
            tuple(Grade.SOUND, false),
            tuple(Grade.NOT_EVALUATED, true),
            tuple(Grade.NOT_EVALUATED, true));
    assertThat(verdicts.get(1).reason())
        .isEqualTo("binary, dot-product: r is undefined. Sound according to angle");
    assertThat(verdicts.get(2).reason())
        .isEqualTo(
            "With binary weights, 1 of 2 layers is sound; 1 was not evaluated: dense2 (binary,"
                + " dot-product: r is undefined).");
  }

  @Test
  void anUndefinedNumberOfAnotherQuantizerIsNoFaultOfTheLayer() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST),
            probe(
                "angle",
                verdict("dense1", Grade.SOUND),
                new Verdict(Subject.of("dense1", "coarse"), Grade.NOT_EVALUATED, "undefined")));
    assertThat(verdicts).extracting(Verdict::grade).containsOnly(Grade.SOUND);
  }

  @Test
  void deadLayerIsNamedAndNeverSound() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND, THIRD),
            Map.of(
                "dense2", "dense2 is dead: all of its weights are 0",
                "dense3", "dense3 is dead: what leaves it is the same for all of 100 images"),
            List.of(),
            probe(
                "angle",
                verdict("dense1", Grade.DEGRADED),
                verdict("dense2", Grade.SOUND),
                verdict("dense3", Grade.STRAINED)));
    assertThat(verdicts)
        .extracting(Verdict::grade, Verdict::open)
        .containsExactly(
            tuple(Grade.DEGRADED, false),
            tuple(Grade.NOT_EVALUATED, true),
            tuple(Grade.STRAINED, true),
            tuple(Grade.DEGRADED, true));
    assertThat(verdicts.get(1).reason())
        .isEqualTo("dense2 is dead: all of its weights are 0. Sound according to angle");
    assertThat(verdicts.get(3).reason())
        .isEqualTo(
            "With binary weights, 1 of 3 layers is degraded: dense1; 1 is strained: dense3; none is sound; 1 was not"
                + " evaluated: dense2 is dead: all of its weights are 0; 1 was not wholly evaluated:"
                + " dense3 is dead: what leaves it is the same for all of 100 images.");
  }

  @Test
  void noLayerIsSoundToAProbeThatFailed() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND),
            Map.of(),
            List.of(
                Failure.ofProbe("dot-product", Optional.of("dense1"), "gone", Optional.empty()),
                Failure.ofQuantizer("coarse", "dense1", "no luck", Optional.empty())),
            probe("angle", verdict("dense1", Grade.SOUND), verdict("dense2", Grade.SOUND)));
    assertThat(verdicts).extracting(Verdict::grade).containsOnly(Grade.NOT_EVALUATED);
    assertThat(verdicts.get(2).reason())
        .isEqualTo(
            "With binary weights, 0 of 2 layers are sound; 2 were not evaluated: dense1, dense2 (probe"
                + " 'dot-product' on dense1 failed: gone).");
  }

  @Test
  void layerThatNoProbeConcernsCountsNeitherForNorAgainst() {
    List<Verdict> verdicts =
        summed(
            List.of(FIRST, SECOND),
            probe("activation-dot-product", notAsked("dense1"), verdict("dense2", Grade.SOUND)));
    assertThat(verdicts)
        .extracting(Verdict::grade, Verdict::open)
        .containsExactly(
            tuple(Grade.NOT_EVALUATED, false),
            tuple(Grade.SOUND, false),
            tuple(Grade.SOUND, false));
    assertThat(verdicts.get(2).reason())
        .isEqualTo(
            "With binary weights, 1 of 2 layers is sound; 1 was not asked about: dense1 (No probe of this"
                + " run judges it under binary).");
  }

  @Test
  void layerThatNoProbeJudgedIsNotSound() {
    List<Verdict> verdicts = summed(List.of(FIRST));
    assertThat(verdicts).extracting(Verdict::grade).containsOnly(Grade.NOT_EVALUATED);
    assertThat(verdicts.get(0).reason()).isEqualTo("No probe of this run judges it under binary.");
  }

  @Test
  void refusedPairsAreNotEvaluatedWithTheReason() {
    List<Verdict> verdicts =
        new Summary(
                List.of(probe("angle", verdict("dense1", Grade.STRAINED))),
                List.of(FIRST, SECOND),
                Map.of("dense1", Map.of("rotated", "no matrix of size 27")),
                Map.of("dense1", "binary"),
                Map.of(),
                List.of())
            .verdicts();
    assertThat(verdicts.get(0))
        .isEqualTo(Verdict.notAsked(Subject.of("dense1", "rotated"), "no matrix of size 27"));
    assertThat(verdicts.get(2).reason()).isEqualTo("No quantizer of this run serves it.");
    assertThat(verdicts.get(3).reason())
        .isEqualTo(
            "With binary weights, 1 of 2 layers is strained: dense1; none is sound; 1 was not asked about:"
                + " dense2 (No quantizer of this run serves it).");
  }

  private static List<Verdict> summed(List<LayerShape> layers, ProbeConclusion... probes) {
    return summed(layers, Map.of(), List.of(), probes);
  }

  private static List<Verdict> summed(
      List<LayerShape> layers,
      Map<String, String> dead,
      List<Failure> failures,
      ProbeConclusion... probes) {
    return new Summary(List.of(probes), layers, Map.of(), BINARY, dead, failures).verdicts();
  }

  private static Verdict notAsked(String layer) {
    return Verdict.notAsked(Subject.of(layer, "binary"), "not concerned");
  }

  private static ProbeConclusion probe(String id, Verdict... verdicts) {
    return new ProbeConclusion(id, "", new Conclusion(List.of(), List.of(verdicts)));
  }

  private static Verdict verdict(String layer, Grade grade) {
    return new Verdict(Subject.of(layer, "binary"), grade, "because");
  }
}
