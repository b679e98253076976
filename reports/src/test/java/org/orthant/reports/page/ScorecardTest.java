package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Grade;

class ScorecardTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void oneLayerAndTwoQuantizersWithoutVerdicts() throws IOException {
    document = Example.documented();
    Example.again(document, "quantizers").put("name", "ternary");
    document.putArray("verdicts");
  }

  @Test
  void showsTheWorstGradeWithTheNumberBehindIt() throws IOException {
    verdict("angle", "SOUND");
    verdict("dot-product", "STRAINED");
    verdict("permutation", "NOT_EVALUATED");

    Scorecard.Cell cell = cell(0);

    assertThat(cell.grade()).isEqualTo(Grade.STRAINED);
    assertThat(cell.probe()).isEqualTo("dot-product");
    assertThat(cell.decisive()).isEqualTo("r, pooled 0.8300 [0.8200, 0.8400]");
    assertThat(cell.reason()).isEqualTo("because of dot-product");
    assertThat(cell.writtenCorrelation()).isEqualTo("0.8300");
    assertThat(cell.correlationRank()).isEqualTo("0.83");
  }

  @Test
  void anOpenQuestionCountsBeforeWhatIsSound() throws IOException {
    verdict("angle", "SOUND");
    verdict("dot-product", "NOT_EVALUATED");
    assertThat(cell(0).grade()).isEqualTo(Grade.SOUND);

    ((ObjectNode) document.get("verdicts").get(1)).put("open", true);
    assertThat(cell(0).grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(cell(0).probe()).isEqualTo("dot-product");

    verdict("permutation", "STRAINED");
    assertThat(cell(0).grade()).isEqualTo(Grade.STRAINED);
  }

  @Test
  void takesTheNumberOfAnAblationFromTheTrialWithThatQuantizer() throws IOException {
    verdict("ablation", "DEGRADED");
    ObjectNode trial = Example.again(document, "findings");
    trial.put("probe", "ablation").put("metric", "accuracy-change").put("value", -0.1);
    trial.put("low", -0.12).put("high", -0.08);
    trial.put("change", "weights:binary").remove("quantizer");

    assertThat(cell(0).decisive()).isEqualTo("change of accuracy, points −10.0 [−12.0, −8.0]");
  }

  @Test
  void whatCostsNoAccuracyIsStrainedAtWorst() throws IOException {
    verdict("dot-product", "DEGRADED");
    assertThat(cell(0).grade()).isEqualTo(Grade.DEGRADED);

    verdict("ablation", "SOUND").remove("quantizer");
    assertThat(cell(0).grade()).isEqualTo(Grade.STRAINED);
    assertThat(cell(0).reason()).contains("strained, not degraded");

    verdict("ablation", "UNCERTAIN").remove("quantizer");
    assertThat(cell(0).grade()).isEqualTo(Grade.DEGRADED);
  }

  @Test
  void groupsThatAreJudgedTogetherHaveARowBehindTheLayers() throws IOException {
    verdict("ablation", "DEGRADED").put("layer", "all");

    assertThat(
            Scorecard.of(Example.read(folder, document)).orElseThrow().rows().stream()
                .map(Scorecard.Row::layer))
        .containsExactly("dense1", "all");
  }

  @Test
  void takesTheNumberFromTheTrialThatTheVerdictIsOn() throws IOException {
    verdict("ablation", "DEGRADED").put("change", "weights:binary,inputs:binary");
    ObjectNode trial = Example.again(document, "findings");
    trial.put("probe", "ablation").put("metric", "accuracy-change").put("value", -0.2);
    trial.put("low", -0.22).put("high", -0.18);
    trial.put("change", "weights:binary,inputs:binary").remove("quantizer");

    assertThat(cell(0).decisive()).isEqualTo("change of accuracy, points −20.0 [−22.0, −18.0]");
  }

  @Test
  void aQuantizerWithoutVerdictsIsNotEvaluated() throws IOException {
    Scorecard.Cell cell = cell(1);

    assertThat(cell.grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(cell.probe()).isEmpty();
    assertThat(cell.writtenCorrelation()).isEmpty();
    assertThat(cell.correlationRank()).isEmpty();
  }

  @Test
  void aProbeOfSomeoneElseHasNoNumberItIsKnownToRestOn() throws IOException {
    verdict("novel", "DEGRADED");

    assertThat(cell(0).probe()).isEqualTo("novel");
    assertThat(cell(0).decisive()).isEmpty();
  }

  @Test
  void anUndefinedCorrelationIsShownAndHasNoRank() throws IOException {
    Example.first(document, "findings").putNull("value");

    assertThat(cell(0).writtenCorrelation()).isEqualTo("undefined");
    assertThat(cell(0).correlationRank()).isEmpty();
  }

  @Test
  void thereIsNoneWithoutLayers() throws IOException {
    document.putArray("layers");

    assertThat(Scorecard.of(Example.read(folder, document))).isEmpty();
  }

  private Scorecard.Cell cell(int quantizer) throws IOException {
    return Scorecard.of(Example.read(folder, document))
        .orElseThrow()
        .rows()
        .get(0)
        .cells()
        .get(quantizer);
  }

  private ObjectNode verdict(String probe, String grade) {
    return ((ArrayNode) document.get("verdicts"))
        .addObject()
        .put("probe", probe)
        .put("quantizer", "binary")
        .put("layer", "dense1")
        .put("grade", grade)
        .put("reason", "because of " + probe);
  }
}
