package org.orthant.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orthant.reports.claim.Claim.Outcome.FAIL;
import static org.orthant.reports.claim.Claim.Outcome.NOT_TESTED;
import static org.orthant.reports.claim.Claim.Outcome.PASS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;

class ClaimsTest {
  private static final String[] LAYERS = {"conv1", "conv2", "conv3"};

  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void threeConvolutionsOnCifarAndThreeQuantizersWithoutFindings() throws IOException {
    document = Example.documented();
    document.put("dataset", "cifar10");
    layers(27, 288, 1152);
    ArrayNode quantizers = document.putArray("quantizers");
    for (String plugin : new String[] {"binary", "ternary", "gbt"}) {
      quantizers
          .addObject()
          .put("name", "my-" + plugin)
          .put("plugin", plugin)
          .put("description", plugin);
    }
    document.putArray("findings");
  }

  @Test
  void withoutNumbersNothingIsTested() throws IOException {
    assertThat(Claims.of(Example.read(folder, document)))
        .hasSize(13)
        .allSatisfy(
            claim -> {
              assertThat(claim.outcome()).isEqualTo(NOT_TESTED);
              assertThat(claim.measured()).matches("needs .+|a run measures neither .+");
            });
  }

  @Test
  void anglesLieALittleAboveTheExpectedOnes() throws IOException {
    expecting(37, "angle", "my-binary", "mean-degrees", 45, 38, 39);
    findings("angle", "my-binary", "sd-degrees", 4, 2, 1);

    assertThat(claim(1).outcome()).isEqualTo(PASS);
    assertThat(claim(1).measured())
        .isEqualTo(
            "excess 1.00° to 2.00° beyond the first layer, 1.50° on average; spread 4.00° in conv1,"
                + " 1.00° to 2.00° beyond");
  }

  @Test
  void anglesFarAwayOrAFirstLayerOfLittleSpreadContradict() throws IOException {
    expecting(37, "angle", "my-binary", "mean-degrees", 38, 38, 42.5);
    findings("angle", "my-binary", "sd-degrees", 4, 2, 1);
    assertThat(claim(1).outcome()).isEqualTo(FAIL);

    document.putArray("findings");
    expecting(37, "angle", "my-binary", "mean-degrees", 38, 36, 36.5);
    findings("angle", "my-binary", "sd-degrees", 4, 2, 1);
    assertThat(claim(1).outcome()).isEqualTo(FAIL);

    document.putArray("findings");
    expecting(37, "angle", "my-binary", "mean-degrees", 38, 38, 38);
    findings("angle", "my-binary", "sd-degrees", 1.5, 2, 1);
    assertThat(claim(1).outcome()).isEqualTo(FAIL);
  }

  @Test
  void theSlopeOfTheSpreadIsMinusOneHalf() throws IOException {
    layers(100, 400, 1600);
    findings("angle", "my-binary", "sd-degrees", 2, 1.01, 0.5);
    assertThat(claim(2).outcome()).isEqualTo(PASS);
    assertThat(claim(2).measured()).startsWith("slope −0.5000 [").endsWith("] over 3 layers");

    document.putArray("findings");
    findings("angle", "my-binary", "sd-degrees", 2, 0.501, 0.125);
    assertThat(claim(2).outcome()).isEqualTo(FAIL);

    document.putArray("findings");
    findings("angle", "my-binary", "sd-degrees", 2, 0.2, 0.5);
    assertThat(claim(2).outcome()).isEqualTo(NOT_TESTED);
    assertThat(claim(2).measured()).endsWith("too wide an interval to tell −0.5 from 0");
  }

  @Test
  void higherWeightsAreNearlyGaussianWithMuchMassNearZero() throws IOException {
    findings("weights", null, "excess-kurtosis", 5, 0.5, -0.5);
    expecting(0.08, "weights", null, "fraction-near-zero", 0.01, 0.09, 0.1);
    assertThat(claim(3).outcome()).isEqualTo(PASS);

    finding("weights", null, "conv2", "excess-kurtosis").put("value", -1.2);
    assertThat(claim(3).outcome()).isEqualTo(FAIL);

    finding("weights", null, "conv2", "excess-kurtosis").put("value", 0);
    finding("weights", null, "conv3", "fraction-near-zero").put("low", 0.07);
    assertThat(claim(3).outcome()).isEqualTo(FAIL);
  }

  @Test
  void aBinaryWeightTakesOneBitAndTimeIsNotMeasured() throws IOException {
    assertThat(claim(12).outcome()).isEqualTo(NOT_TESTED);
    assertThat(claim(12).measured()).isEqualTo("needs the probe cost on a binary quantizer");

    findings("cost", "my-binary", "bits-per-weight", 1, 1, 1);
    add("cost", null, "network", null, "kilobytes-in-float32").put("value", 320);
    add("cost", null, "all", "weights:my-binary", "kilobytes").put("value", 16);
    assertThat(claim(12).outcome()).isEqualTo(PASS);
    assertThat(claim(12).measured())
        .isEqualTo(
            "1 bit a weight; with biases and batch normalization 16.00 kB of 320.0, 20.00 times less;"
                + " speed is not measured by a run");

    finding("cost", "my-binary", "conv2", "bits-per-weight").put("value", 1.25);
    assertThat(claim(12).outcome()).isEqualTo(FAIL);
    assertThat(claim(12).measured()).startsWith("1 to 1.2500 bits a weight;");
  }

  @Test
  void productsFollowBeyondTheFirstLayerAndLessInIt() throws IOException {
    findings("dot-product", "my-binary", "pearson-r", 0.6, 0.9, 0.95);
    assertThat(claim(4).outcome()).isEqualTo(PASS);
    assertThat(claim(4).measured()).isEqualTo("0.6000 in conv1; 0.9000 to 0.9500 beyond");

    finding("dot-product", "my-binary", "conv1", "pearson-r").put("high", 0.91);
    assertThat(claim(4).outcome()).isEqualTo(FAIL);

    findings("dot-product", "my-binary", "pearson-r", 0.6, 0.84, 0.95);
    assertThat(claim(4).outcome()).isEqualTo(FAIL);
  }

  @Test
  void quantizedActivationsKeepProductsBetterThanIndependentOnesWould() throws IOException {
    findings("activation-dot-product", "my-binary", "pearson-r", Double.NaN, 0.9, 0.81);
    findings("activation-dot-product", "my-binary", "pearson-r-both", Double.NaN, 0.7, 0.65);
    assertThat(claim(5).outcome()).isEqualTo(PASS);

    finding("activation-dot-product", "my-binary", "conv3", "pearson-r-both").put("value", 0.63);
    assertThat(claim(5).outcome()).isEqualTo(FAIL);

    finding("activation-dot-product", "my-binary", "conv3", "pearson-r-both").put("value", 0.65);
    finding("activation-dot-product", "my-binary", "conv3", "pearson-r").put("value", 0.79);
    assertThat(claim(5).outcome()).isEqualTo(FAIL);
  }

  @Test
  void shufflingRaisesTheFirstLayerAndLowersTheOthers() throws IOException {
    findings("permutation", "my-binary", "permuted-r-minus-pearson-r", 0.1, -0.1, -0.2);
    assertThat(claim(6).outcome()).isEqualTo(PASS);

    finding("permutation", "my-binary", "conv3", "permuted-r-minus-pearson-r").put("high", 0.01);
    assertThat(claim(6).outcome()).isEqualTo(FAIL);

    findings("permutation", "my-binary", "permuted-r-minus-pearson-r", -0.1, -0.1, -0.2);
    assertThat(claim(6).outcome()).isEqualTo(FAIL);
  }

  @Test
  void continuousConvolutionsCostLittleAndTheFirstLayerAccountsForIt() throws IOException {
    trial("convolutions", "weights:continuous", -0.03);
    for (int i = 0; i < LAYERS.length; i++) {
      trial(LAYERS[i], "weights:continuous", i == 0 ? -0.03 : -0.01);
    }
    assertThat(claim(7).outcome()).isEqualTo(PASS);
    assertThat(claim(7).measured())
        .isEqualTo("all together −0.0300; −0.0300 in conv1; −0.0100 beyond");

    trial("convolutions", "weights:continuous", -0.06).put("high", -0.051);
    assertThat(claim(7).outcome()).isEqualTo(FAIL);

    trial("convolutions", "weights:continuous", -0.06).put("high", -0.04);
    assertThat(claim(7).outcome()).isEqualTo(PASS);

    trial("conv2", "weights:continuous", 0.03);
    assertThat(claim(7).outcome()).isEqualTo(FAIL);

    trial("conv2", "weights:continuous", 0);
    trial("conv1", "weights:continuous", 0);
    assertThat(claim(7).outcome()).isEqualTo(FAIL);
  }

  @Test
  void denseLayersAreNoConvolutions() throws IOException {
    for (String layer : LAYERS) {
      trial(layer, "weights:continuous", -0.01);
    }
    trial("convolutions", "weights:continuous", -0.01);
    document.get("layers").forEach(layer -> ((ObjectNode) layer).put("kind", "dense"));

    assertThat(claim(7).outcome()).isEqualTo(NOT_TESTED);
  }

  @Test
  void identityActivationsCostMuch() throws IOException {
    trial("all", "activations:identity", -0.4).put("high", -0.3);
    trial("all", "activations:hard-tanh", 0.01);
    assertThat(claim(8).outcome()).isEqualTo(PASS);
    assertThat(claim(8).measured()).isEqualTo("all together −0.4000; as hard tanh 0.0100");

    trial("all", "activations:identity", -0.4).put("high", -0.04);
    assertThat(claim(8).outcome()).isEqualTo(FAIL);
  }

  @Test
  void patchesHaveFewComponents() throws IOException {
    findings("spectrum", null, "variance-explained-3", 0.9, 0.1, 0.1);
    findings("spectrum", null, "variance-explained-4", 0.94, 0.1, 0.1);
    assertThat(claim(9).outcome()).isEqualTo(NOT_TESTED);

    findings("spectrum", "my-binary", "closed-form-r-median", 0.9, 0.9, 0.9);
    assertThat(claim(9).outcome()).isEqualTo(PASS);

    finding("spectrum", null, "conv1", "variance-explained-3").put("value", 0.86);
    assertThat(claim(9).outcome()).isEqualTo(FAIL);

    document.put("dataset", "mnist");
    assertThat(claim(9).outcome()).isEqualTo(NOT_TESTED);
  }

  @Test
  void ternaryWeightsHaveTheTernaryAngle() throws IOException {
    expecting(26, "angle", "my-ternary", "mean-degrees", 40, 27, 28);
    assertThat(claim(10).outcome()).isEqualTo(PASS);
    assertThat(claim(10).measured())
        .isEqualTo("mean angle 27.00° to 28.00° where 26.00° are expected");

    finding("angle", "my-ternary", "conv2", "mean-degrees").put("value", 32);
    assertThat(claim(10).outcome()).isEqualTo(FAIL);
  }

  @Test
  void aRotationHelpsTheFirstLayerWhereTheIntervalsAreApart() throws IOException {
    findings("dot-product", "my-binary", "pearson-r", 0.6, 0.9, 0.95);
    findings("dot-product", "my-gbt", "pearson-r", 0.8, 0.1, 0.1);
    assertThat(claim(11).outcome()).isEqualTo(PASS);
    assertThat(claim(11).measured()).isEqualTo("r 0.8000 with my-gbt, 0.6000 without");

    finding("dot-product", "my-gbt", "conv1", "pearson-r").put("low", 0.55);
    assertThat(claim(11).outcome()).isEqualTo(FAIL);
  }

  @Test
  void gradientsAgreeLeastWhereProductsDo() throws IOException {
    findings("dot-product", "my-binary", "pearson-r", 0.6, 0.9, 0.95);
    findings("gradient", null, "cosine", 0.2, 0.8, 0.9);
    assertThat(claim(13).outcome()).isEqualTo(PASS);

    findings("gradient", null, "cosine", 0.2, 0.1, 0.9);
    assertThat(claim(13).outcome()).isEqualTo(FAIL);
    assertThat(claim(13).measured())
        .isEqualTo("cosines 0.1000 to 0.9000, lowest in conv2; r lowest in conv1");

    findings("gradient", null, "cosine", Double.NaN, 0.1, 0.9);
    assertThat(claim(13).outcome()).isEqualTo(NOT_TESTED);
  }

  private Claim claim(int number) throws IOException {
    return Claims.of(Example.read(folder, document)).get(number - 1);
  }

  private void layers(int... dimensions) {
    ArrayNode layers = document.putArray("layers");
    for (int i = 0; i < dimensions.length; i++) {
      layers
          .addObject()
          .put("name", LAYERS[i])
          .put("kind", "convolution")
          .put("dimension", dimensions[i])
          .put("filters", 8);
    }
  }

  /** One number for each layer in the place of any before; NaN for none. */
  private void findings(String probe, String quantizer, String metric, double... values) {
    for (int i = 0; i < values.length; i++) {
      remove(probe, quantizer, LAYERS[i], null, metric);
      if (!Double.isNaN(values[i])) {
        add(probe, quantizer, LAYERS[i], null, metric).put("value", values[i]);
      }
    }
  }

  private void expecting(
      double expected, String probe, String quantizer, String metric, double... values) {
    findings(probe, quantizer, metric, values);
    for (int i = 0; i < values.length; i++) {
      finding(probe, quantizer, LAYERS[i], metric).put("expected", expected);
    }
  }

  private ObjectNode trial(String layer, String change, double value) {
    remove("ablation", null, layer, change, "accuracy-change");
    return add("ablation", null, layer, change, "accuracy-change").put("value", value);
  }

  private ObjectNode finding(String probe, String quantizer, String layer, String metric) {
    for (JsonNode finding : document.get("findings")) {
      if (is(finding, probe, quantizer, layer, null, metric)) {
        return (ObjectNode) finding;
      }
    }
    throw new AssertionError("no " + metric + " of " + layer);
  }

  private ObjectNode add(
      String probe, String quantizer, String layer, String change, String metric) {
    ObjectNode finding = ((ArrayNode) document.get("findings")).addObject();
    finding.put("probe", probe).put("layer", layer).put("metric", metric);
    if (quantizer != null) {
      finding.put("quantizer", quantizer);
    }
    if (change != null) {
      finding.put("change", change);
    }
    return finding;
  }

  private void remove(String probe, String quantizer, String layer, String change, String metric) {
    Iterator<JsonNode> findings = document.get("findings").iterator();
    while (findings.hasNext()) {
      if (is(findings.next(), probe, quantizer, layer, change, metric)) {
        findings.remove();
      }
    }
  }

  private static boolean is(
      JsonNode finding,
      String probe,
      String quantizer,
      String layer,
      String change,
      String metric) {
    return finding.path("probe").asText().equals(probe)
        && Objects.equals(finding.path("quantizer").textValue(), quantizer)
        && finding.path("layer").asText().equals(layer)
        && Objects.equals(finding.path("change").textValue(), change)
        && finding.path("metric").asText().equals(metric);
  }
}
