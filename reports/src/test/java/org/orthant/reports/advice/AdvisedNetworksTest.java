package org.orthant.reports.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.advice.AdvisedNetworks.Cell;
import org.orthant.reports.advice.AdvisedNetworks.Network;
import org.orthant.reports.chart.TradeOffData;
import org.orthant.reports.result.Example;

class AdvisedNetworksTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void oneAdvisedNetworkBesideTwoUniformOnes() throws IOException {
    document = Example.documented();
    document.putArray("findings");
    ObjectNode advice = document.putArray("advice").addObject();
    advice
        .put("probe", "advice")
        .put("name", "bits-per-weight-2")
        .put("goal", "at most 2 bits per weight")
        .put("text", "…");
    ArrayNode layers = advice.putArray("layers");
    layers.addObject().put("layer", "conv1").put("change", "").put("bits-per-weight", 32);
    layers
        .addObject()
        .put("layer", "dense1")
        .put("change", "weights:binary,inputs:int8")
        .put("bits-per-weight", 1.03);
    network("uniform:binary", 0.7, -0.2, 1.03);
    network("uniform:ternary", 0.75, -0.15, 2);
    network("advice:bits-per-weight-2", 0.8, -0.1, 1.9);
    found("advice:bits-per-weight-2,instead-of:uniform:binary", "accuracy-change", 0.1);
    found("advice:bits-per-weight-2,instead-of:uniform:ternary", "accuracy-change", 0.05);
    found("advice:bits-per-weight-2,instead-of:uniform:continuous", "accuracy-change", -0.1);
  }

  private void network(String change, double accuracy, double difference, double bits) {
    found(change, "accuracy", accuracy);
    found(change, "accuracy-change", difference);
    found(change, "bits-per-weight", bits);
  }

  private void found(String change, String metric, double value) {
    ObjectNode finding = ((ArrayNode) document.get("findings")).addObject();
    finding
        .put("probe", "advice")
        .put("layer", "network")
        .put("change", change)
        .put("metric", metric)
        .put("value", value);
    if (!metric.startsWith("bits")) {
      finding.put("low", value - 0.01).put("high", value + 0.01).put("n", 500);
    }
  }

  private AdvisedNetworks advised() throws IOException {
    return AdvisedNetworks.of(Example.read(folder, document)).orElseThrow();
  }

  @Test
  void theUniformNetworkThatIsHardestToBeatStandsBeside() throws IOException {
    assertThat(advised().networks())
        .containsExactly(
            new Network(
                "at most 2 bits per weight",
                "1.90 bits",
                "80.0\u202f% [79.0\u202f%, 81.0\u202f%]",
                "−10.0 [−11.0, −9.0]",
                "+5.0 [+4.0, +6.0] beside ternary",
                "advice/bits-per-weight-2.yaml"));
  }

  @Test
  void layersGetWordsAndShades() throws IOException {
    assertThat(advised().rows())
        .extracting(AdvisedNetworks.Row::layer, row -> row.cells().get(0))
        .containsExactly(
            tuple("conv1", new Cell("as it is", "32.00 bits", 4)),
            tuple("dense1", new Cell("binary, inputs int8", "1.03 bits", 0)));
  }

  @Test
  void uniformNetworksAreDrawnToCompareWith() throws IOException {
    TradeOffData drawn = (TradeOffData) advised().figure().orElseThrow().drawing();
    assertThat(drawn.points())
        .extracting(
            TradeOffData.Point::name, TradeOffData.Point::compared, TradeOffData.Point::onFrontier)
        .containsExactly(
            tuple("all binary", true, true),
            tuple("all ternary", true, false),
            tuple("≤ 2 bits", false, true));
  }

  @Test
  void withoutLabelsAgreementStandsForAccuracy() throws IOException {
    assertThat(advised().labelled()).isTrue();
    document
        .get("findings")
        .forEach(
            finding ->
                ((ObjectNode) finding)
                    .put(
                        "metric", finding.get("metric").asText().replace("accuracy", "agreement")));
    assertThat(advised().labelled()).isFalse();
    assertThat(advised().networks().get(0).accuracy()).startsWith("80.0");
  }

  @Test
  void withoutAdviceThereIsNothing() throws IOException {
    document.remove("advice");
    assertThat(AdvisedNetworks.of(Example.read(folder, document))).isEmpty();
  }
}
