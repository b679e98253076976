package org.orthant.framework.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;

class SummaryTest {
  private static final LayerShape FIRST = LayerShape.dense("dense1", 27, 8);
  private static final LayerShape SECOND = LayerShape.dense("dense2", 8, 8);

  @Test
  void worstVerdictOfALayerIsTheLayers() {
    Summary summary =
        new Summary(
            List.of(
                probe("angle", verdict("dense1", Grade.SOUND), verdict("dense2", Grade.SOUND)),
                probe(
                    "dot-product",
                    verdict("dense1", Grade.DEGRADED),
                    verdict("dense2", Grade.NOT_EVALUATED))));
    List<Verdict> verdicts = summary.verdicts(List.of(FIRST, SECOND), Map.of());
    assertThat(verdicts)
        .extracting(Verdict::grade)
        .containsExactly(Grade.DEGRADED, Grade.SOUND, Grade.DEGRADED);
    assertThat(verdicts.get(0).reason()).isEqualTo("binary, dot-product: because");
    assertThat(verdicts.get(2).subject()).isEqualTo(Subject.network());
    assertThat(verdicts.get(2).reason())
        .isEqualTo("Quantization degrades dense1; 1 of 2 layers judged is sound.");
  }

  @Test
  void layerThatNoProbeJudgedIsNotSound() {
    List<Verdict> verdicts = new Summary(List.of()).verdicts(List.of(FIRST), Map.of());
    assertThat(verdicts).extracting(Verdict::grade).containsOnly(Grade.NOT_EVALUATED);
  }

  @Test
  void refusedPairsAreNotEvaluatedWithTheReason() {
    List<Verdict> verdicts =
        new Summary(List.of(probe("angle", verdict("dense1", Grade.STRAINED))))
            .verdicts(List.of(FIRST), Map.of("dense1", Map.of("rotated", "no matrix of size 27")));
    assertThat(verdicts.get(0))
        .isEqualTo(
            new Verdict(
                Subject.of("dense1", "rotated"), Grade.NOT_EVALUATED, "no matrix of size 27"));
    assertThat(verdicts.get(2).reason())
        .isEqualTo("Quantization strains dense1; 0 of 1 layers judged are sound.");
  }

  private static ProbeConclusion probe(String id, Verdict... verdicts) {
    return new ProbeConclusion(id, "", new Conclusion(List.of(), List.of(verdicts)));
  }

  private static Verdict verdict(String layer, Grade grade) {
    return new Verdict(Subject.of(layer, "binary"), grade, "because");
  }
}
