package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;

class OverviewTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void fourLayersAndTwoQuantizersWithoutVerdicts() throws IOException {
    document = Example.documented();
    for (String layer : new String[] {"dense2", "dense3", "dense4"}) {
      Example.again(document, "layers").put("name", layer);
    }
    Example.again(document, "quantizers").put("name", "ternary");
    document.putArray("verdicts");
  }

  @Test
  void namesThePluginsThatFailed() throws IOException {
    assertThat(overview().failures()).isEmpty();
    failure("quantizer", "mine", "dense1");
    failure("quantizer", "mine", "dense2");
    assertThat(overview().failed()).startsWith("1 plugin failed");
    failure("probe", "mine", null);
    assertThat(overview().failed()).startsWith("2 plugins failed");
    assertThat(overview().failures())
        .extracting(Result.Failure::layer)
        .hasSize(3)
        .last()
        .isEqualTo(Optional.empty());
  }

  @Test
  void tellsCautionsButNotWhatTheSentenceSaysAlready() throws IOException {
    document.remove("cautions");
    assertThat(overview().cautions()).isEmpty();
    caution("No better than guessing.", "dot-product", "ablation");
    caution("The refit moved the baseline.", "ablation");
    document
        .withArray("verdicts")
        .addObject()
        .put("layer", "network")
        .put("grade", "NOT_EVALUATED")
        .put("reason", "No better than guessing. Under binary, strained: dense1.");

    assertThat(overview().cautions())
        .containsExactly(
            "dot-product, ablation: what was found rests on this network.",
            "ablation: The refit moved the baseline.");
  }

  private void caution(String text, String... probes) {
    ObjectNode caution = document.withArray("cautions").addObject().put("text", text);
    for (String probe : probes) {
      caution.withArray("probes").add(probe);
    }
  }

  private void failure(String plugin, String name, String layer) {
    ObjectNode failure =
        document
            .withArray("failures")
            .addObject()
            .put("plugin", plugin)
            .put("name", name)
            .put("reason", "no luck");
    if (layer != null) {
      failure.put("layer", layer);
    }
  }

  @Test
  void namesTheWorstLayerFirstWithTheQuantizersItDoesNotBear() throws IOException {
    verdict("dense1", "STRAINED");
    verdict("dense2", "DEGRADED");
    verdict("dense3", "SOUND");
    verdict("dense4", "DEGRADED");
    verdict("dense1", "binary", "angle", "STRAINED");
    verdict("dense2", "binary", "angle", "DEGRADED");
    verdict("dense4", "binary", "angle", "DEGRADED");
    verdict("dense4", "binary", "dot-product", "SOUND");
    verdict("dense4", "ternary", "angle", "DEGRADED");

    Overview overview = overview();

    assertThat(overview.troubled().shown())
        .extracting(Overview.Troubled::layer)
        .containsExactly("dense2", "dense4", "dense1");
    assertThat(overview.troubled().shown().get(1).quantizers())
        .containsExactly("binary", "ternary");
    assertThat(overview.troubled().shown().get(0).quantizers()).containsExactly("binary");
    assertThat(overview.troubled().shown().get(1).anchor()).isEqualTo("layer-4");
  }

  @Test
  void namesWhatWasMeasuredToHelpWhereAVerdictIsBad() throws IOException {
    verdict("dense1", "DEGRADED");
    verdict("dense2", "SOUND");
    verdict("dense1", "binary", "dot-product", "DEGRADED");
    verdict("dense1", "ternary", "dot-product", "SOUND");
    document.putArray("remedies");
    remedy("dense1", "binary", "ternary does");
    remedy("dense1", "ternary", "needless here");
    remedy("dense2", "binary", "not asked for");

    assertThat(overview().remedies().shown())
        .containsExactly(
            new Overview.Attempt("dense1", "layer-1", Optional.of("binary"), "ternary does"));
  }

  @Test
  void tellsWhatItRestsOn() throws IOException {
    verdict("dense1", "binary", "angle", "SOUND");
    verdict("dense1", "binary", "dot-product", "SOUND");
    verdict("dense2", "binary", "angle", "DEGRADED");
    verdict("dense2", "DEGRADED");
    ObjectNode accuracy = Example.again(document, "findings");
    accuracy.put("probe", "ablation").put("layer", "network").put("metric", "accuracy");
    accuracy.put("value", 0.9).put("low", 0.89).put("high", 0.91).put("n", 2000);
    accuracy.remove("quantizer");

    assertThat(overview().confidence())
        .containsExactly(
            "3 verdicts of probes: 1 degraded, 2 sound",
            "accuracy as trained 90.0\u202f% [89.0\u202f%, 91.0\u202f%] on 2\u202f000 test images",
            "products over 20 groups of images",
            "2 numbers, 2 of them with a 95 % interval");
  }

  @Test
  void isNotEvaluatedWithoutAVerdictOnTheNetwork() throws IOException {
    verdict("network", "binary", "angle", "SOUND");

    assertThat(overview().grade()).isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void namesLayersWithOpenQuestionsAndWhatBecameOfTheGate() throws IOException {
    verdict("dense1", "SOUND");
    verdict("dense2", "NOT_EVALUATED").put("open", true).put("reason", "dense2 is dead");
    verdict("dense3", "NOT_EVALUATED");
    document.remove("gate");
    check("dense1", "PASSED");
    check("dense2", "FAILED");
    check("dense3", "SKIPPED");

    assertThat(overview().troubled().shown()).isEmpty();
    assertThat(overview().unanswered().shown())
        .extracting(Overview.Troubled::layer, Overview.Troubled::reason)
        .containsExactly(tuple("dense2", "dense2 is dead"));
    assertThat(overview().gate())
        .extracting(Result.GateCheck::layer, Result.GateCheck::outcome)
        .containsExactly(
            tuple("dense2", "FAILED"), tuple("dense3", "SKIPPED"), tuple("dense1", "PASSED"));
  }

  private void check(String layer, String outcome) {
    document
        .withArray("gate")
        .addObject()
        .put("rule", "min-r")
        .put("layer", layer)
        .put("outcome", outcome)
        .put("reason", "because");
  }

  private void remedy(String layer, String quantizer, String text) {
    ((ArrayNode) document.get("remedies"))
        .addObject()
        .put("probe", "dot-product")
        .put("quantizer", quantizer)
        .put("layer", layer)
        .put("text", text);
  }

  private Overview overview() throws IOException {
    return Overview.of(Example.read(folder, document));
  }

  private ObjectNode verdict(String layer, String grade) {
    return ((ArrayNode) document.get("verdicts"))
        .addObject()
        .put("layer", layer)
        .put("grade", grade)
        .put("reason", "because");
  }

  private void verdict(String layer, String quantizer, String probe, String grade) {
    verdict(layer, grade).put("quantizer", quantizer).put("probe", probe);
  }
}
