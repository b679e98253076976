package org.orthant.reports.glance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.diagnosis.Cause;
import org.orthant.reports.result.Example;

class GlanceTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void twoLayersOfWhichNothingWasMeasured() throws IOException {
    document = Example.documented();
    document.putArray("findings");
    document.putArray("layers");
    layer("conv1", "binary", "continuous");
    layer("conv2", "binary", "Binary[]", "conv1");
  }

  @Test
  void aQuantizedNetworkGoesFromOneQuantizationToBoth() throws IOException {
    network("accuracy", 0.79);
    network("accuracy-refitted", 0.794);
    trial("all", "activations:hard-tanh", 0.81, 0.016, 0.005, 0.03);
    trial("all", "weights:continuous", 0.62, -0.174, -0.19, -0.16);

    assertThat(glance().accuracy().orElseThrow().steps())
        .extracting(
            AccuracyStrip.Step::title, AccuracyStrip.Step::value, AccuracyStrip.Step::change)
        .containsExactly(
            tuple("Full precision", "", ""),
            tuple("Weights quantized alone", "81.0\u202f%", "+1.6 points [+0.5, +3.0]"),
            tuple("Activations quantized alone", "62.0\u202f%", "−17.4 points [−19.0, −16.0]"),
            tuple("As used", "79.0\u202f%", ""),
            tuple("Batch norm re-estimated", "79.4\u202f%", ""));
    assertThat(glance().accuracy().orElseThrow().steps().get(0).bar()).isEmpty();
    assertThat(glance().accuracy().orElseThrow().question())
        .isEqualTo("Accuracy in each form, with 95 % intervals");
  }

  @Test
  void withoutQuantizedInputsContinuousWeightsAreFullPrecision() throws IOException {
    document.putArray("layers");
    layer("conv1", "binary", "continuous");
    network("accuracy", 0.79);
    trial("all", "weights:continuous", 0.80, 0.01, 0, 0.02);

    assertThat(glance().accuracy().orElseThrow().steps())
        .extracting(AccuracyStrip.Step::title)
        .containsExactly("Full precision", "As used");
  }

  @Test
  void aContinuousNetworkIsQuantizedByEachQuantizerOfTheRun() throws IOException {
    continuous();
    network("accuracy", 0.79);
    trial("all", "weights:binary", 0.10, -0.69, -0.7, -0.68);
    trial("all", "weights:binary,inputs:int8", 0.09, -0.70, -0.71, -0.69);

    assertThat(glance().accuracy().orElseThrow().steps())
        .extracting(AccuracyStrip.Step::title)
        .containsExactly(
            "Full precision, as used", "Weights binary", "Weights binary, inputs int8");
  }

  @Test
  void withoutLabelsItTellsWhichPredictionsStay() throws IOException {
    continuous();
    output("all", "weights:binary", 0.7);
    output("all", "weights:binary,inputs:int8", 0.6);
    output("conv2", "weights:binary", 0.93);

    assertThat(glance().accuracy().orElseThrow().steps())
        .extracting(AccuracyStrip.Step::value)
        .containsExactly("70.0\u202f%", "60.0\u202f%");
    assertThat(glance().network().orElseThrow().boxes())
        .extracting(NetworkStrip.Box::cost, NetworkStrip.Box::colour)
        .containsExactly(tuple("", "none"), tuple("7.0\u202f%", "3"));
  }

  @Test
  void withoutAccuracyThereIsNoStripOfIt() throws IOException {
    assertThat(glance().accuracy()).isEmpty();
  }

  @Test
  void aLayerThatContinuousWeightsDoNotHelpIsGreenAndOneTheyHelpIsNot() throws IOException {
    trial("conv1", "weights:continuous", 0.75, -0.036, -0.05, -0.02);
    trial("conv2", "weights:continuous", 0.83, 0.061, 0.05, 0.07);

    assertThat(glance().network().orElseThrow().boxes())
        .extracting(NetworkStrip.Box::cost, NetworkStrip.Box::interval, NetworkStrip.Box::colour)
        .containsExactly(tuple("+3.6", "[+2.0, +5.0]", "0"), tuple("−6.1", "[−7.0, −5.0]", "4"));
    assertThat(glance().sentences())
        .contains(
            Sentence.of(
                "Which layers",
                "Quantized weights cost accuracy in conv2 (−6.1 points); in the other 1 of 2 the change may be chance."),
            Sentence.of(
                "What to do",
                "Keep continuous weights in conv2: in this network, without retraining, that gains"
                    + " 6.1 points [+5.0, +7.0]."));
  }

  @Test
  void nothingIsSaidToCostWhatItsIntervalDoesNotTellFromNothing() throws IOException {
    trial("conv1", "weights:continuous", 0.8, 0.02, -0.01, 0.05);

    assertThat(glance().sentences().get(0).answer())
        .startsWith("None costs accuracy: making the weights");
  }

  @Test
  void anotherQuantizerIsAdvisedWhereItLosesLess() throws IOException {
    continuous();
    Example.again(document, "quantizers").put("name", "int4");
    found("dot-product", "conv1", "pearson-r", 0.99).put("quantizer", "int4");
    found("dot-product", "conv1", "pearson-r", 0.5).put("quantizer", "binary");
    trial("conv1", "weights:binary", 0.6, -0.19, -0.2, -0.18);
    trial("conv1", "weights:int4", 0.78, -0.01, -0.02, 0);

    assertThat(glance().sentences().get(2).answer())
        .isEqualTo("In conv1 use int4: −1.0 points instead of −19.0, measured without retraining.");
  }

  @Test
  void withoutAccuracyTheProductsTellAndNoAccuracyIsPromised() throws IOException {
    Example.again(document, "quantizers").put("name", "ternary");
    found("dot-product", "conv1", "pearson-r", 0.58).put("quantizer", "binary");
    found("dot-product", "conv1", "pearson-r", 0.88).put("quantizer", "ternary");

    assertThat(glance().sentences())
        .extracting(Sentence::answer)
        .containsExactly(
            "Dot products are distorted most in conv1 (r 0.5800 with binary).",
            "In conv1 dot products with binary weights correlate with the exact ones by r = 0.58.",
            "In conv1 try ternary, which keeps more of the dot products (r 0.88 instead of 0.58); what"
                + " that does to the accuracy was not measured.");
  }

  @Test
  void aVerdictForAnotherReasonIsNamedWhereTheAngleFindsNone() throws IOException {
    found("angle", "conv1", "mean-degrees", 37.1).put("quantizer", "binary").put("expected", 37);
    document
        .putArray("verdicts")
        .addObject()
        .put("layer", "conv1")
        .put("grade", "STRAINED")
        .put("reason", "column-outliers: 2 of n = 27 columns");

    assertThat(glance().sentences().get(0).answer())
        .isEqualTo(
            "None by the angle: no layer’s filters turn much further than Gaussian vectors. For"
                + " another reason, which the verdict names: conv1.");
  }

  @Test
  void causesFollowWhatHappensToTheProducts() throws IOException {
    found("dot-product", "conv1", "pearson-r", 0.58).put("quantizer", "binary");
    found("dot-product", "conv1", "sign-flip-fraction", 0.3).put("quantizer", "binary");
    found("spectrum", "conv1", "variance-explained-1", 0.76);

    Sentence why = glance().sentences().get(1);

    assertThat(why.causes()).extracting(Cause::probe).containsExactly("spectrum");
    assertThat(why.text())
        .isEqualTo(
            "In conv1 binary weights change the sign of 30.0\u202f% of the dot products with its inputs (r = 0.58 with the exact ones): its"
                + " inputs vary along few directions, one of which holds 76.0\u202f% of the"
                + " variance.");
  }

  @Test
  void whereSeveralLayersSufferTheQuantizerThatLosesLessInAllIsAdvised() throws IOException {
    continuous();
    Example.again(document, "quantizers").put("name", "int4");
    trial("conv1", "weights:binary", 0.6, -0.19, -0.2, -0.18);
    trial("conv2", "weights:binary", 0.6, -0.19, -0.2, -0.18);
    trial("all", "weights:binary", 0.1, -0.69, -0.7, -0.68);
    trial("all", "weights:int4", 0.74, -0.05, -0.06, -0.04);

    assertThat(glance().sentences())
        .filteredOn(sentence -> sentence.question().equals("What to do"))
        .extracting(Sentence::answer)
        .containsExactly(
            "In all layers use int4: −5.0 points instead of −69.0, measured without retraining.");
  }

  @Test
  void withoutImagesTheAngleTells() throws IOException {
    Example.again(document, "quantizers").put("name", "rotated");
    angle("conv1", "binary", 68.2, 36.8);
    angle("conv1", "rotated", 36.9, 36.8);
    angle("conv2", "binary", 37.0, 37.0);

    assertThat(glance().network().orElseThrow().boxes())
        .extracting(NetworkStrip.Box::cost, NetworkStrip.Box::colour)
        .containsExactly(tuple("+31.40°", "4"), tuple("+0.00°", "0"));
    assertThat(glance().sentences())
        .extracting(Sentence::answer)
        .containsExactly(
            "Turned further than Gaussian vectors: conv1 (+31.40° with binary); the other 1 of 2"
                + " by less than 5°.",
            "In conv1 try rotated, which turns filters by 36.9° instead of 68.2°; what that does to"
                + " products and accuracy was not measured.");
  }

  @Test
  void randomVectorsAreNoNetwork() throws IOException {
    document.put("network", "random-vectors");
    angle("conv1", "binary", 68.2, 36.8);
    angle("conv2", "binary", 37.0, 37.0);

    assertThat(glance().layers()).isEqualTo("The vectors, distribution by distribution");
    assertThat(glance().network().orElseThrow().edges()).isEmpty();
    assertThat(glance().network().orElseThrow().boxes().get(0).filters()).isEqualTo("8 vectors");
    assertThat(glance().sentences().get(0).question()).isEqualTo("Which vectors");
  }

  private void angle(String layer, String quantizer, double degrees, double expected) {
    found("angle", layer, "mean-degrees", degrees)
        .put("quantizer", quantizer)
        .put("expected", expected)
        .put("low", degrees - 0.1)
        .put("high", degrees + 0.1);
  }

  @Test
  void branchesStandAboveOneAnotherAndShortcutsRunBelow() throws IOException {
    layer("left", "continuous", "continuous", "conv2");
    layer("right", "continuous", "continuous", "conv2");
    layer("joined", "continuous", "continuous", "left", "right", "conv1");

    NetworkStrip strip = glance().network().orElseThrow();

    assertThat(strip.boxes())
        .extracting(NetworkStrip.Box::layer, NetworkStrip.Box::column, NetworkStrip.Box::row)
        .containsExactly(
            tuple("conv1", 1, 1),
            tuple("conv2", 2, 1),
            tuple("left", 3, 1),
            tuple("right", 3, 2),
            tuple("joined", 4, 1));
    assertThat(strip.edges()).hasSize(6);
  }

  @Test
  void noLineRunsThroughABoxHoweverTheNetworkBranches() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      document.putArray("layers");
      int layers = random.nextInt(2, 16);
      for (int i = 0; i < layers; i++) {
        String[] after =
            IntStream.range(0, i)
                .filter(j -> random.nextInt(4) == 0)
                .mapToObj(j -> "conv" + j)
                .toArray(String[]::new);
        layer("conv" + i, "binary", "continuous", after);
      }
      NetworkStrip strip = glance().network().orElseThrow();
      for (NetworkStrip.Edge edge : strip.edges()) {
        for (double[] point : points(edge.path())) {
          assertThat(strip.boxes())
              .as("seed %d: %s", seed, edge.path())
              .noneMatch(box -> isInside(point, box, strip));
        }
      }
    }
  }

  private static boolean isInside(double[] point, NetworkStrip.Box box, NetworkStrip strip) {
    double x = point[0] - (box.column() - 1) * (strip.width() + strip.gap());
    double y = point[1] - (box.row() - 1) * (strip.height() + strip.gap());
    return 0 < x && x < strip.width() && 0 < y && y < strip.height();
  }

  /** Points close to one another on a path of straight lines. */
  private static List<double[]> points(String path) {
    List<double[]> points = new ArrayList<>();
    double x = 0;
    double y = 0;
    for (Matcher step = Pattern.compile("([MLl])(-?\\d+) (-?\\d+)").matcher(path); step.find(); ) {
      double toX = Integer.parseInt(step.group(2)) + (step.group(1).equals("l") ? x : 0);
      double toY = Integer.parseInt(step.group(3)) + (step.group(1).equals("l") ? y : 0);
      for (int i = 0; !step.group(1).equals("M") && i <= 400; i++) {
        points.add(new double[] {x + (toX - x) * i / 400, y + (toY - y) * i / 400});
      }
      x = toX;
      y = toY;
    }
    return points;
  }

  @Test
  void layersOfUnknownPlaceAreAChain() throws IOException {
    document.withArray("layers").forEach(layer -> ((ObjectNode) layer).remove("weights"));

    NetworkStrip strip = glance().network().orElseThrow();

    assertThat(strip.boxes())
        .extracting(NetworkStrip.Box::column, NetworkStrip.Box::inputs)
        .containsExactly(tuple(1, ""), tuple(2, ""));
    assertThat(strip.edges()).hasSize(1);
  }

  @Test
  void theCheapestAdvisedNetworkThatLosesLittleIsNamed() throws IOException {
    trial("conv1", "weights:continuous", 0.85, 0.05, 0.03, 0.07);
    advised("bits-per-weight-2", 2, -0.2);
    advised("bits-per-weight-4", 3.5, -0.005);
    advised("bits-per-weight-8", 8, 0);
    assertThat(glance().sentences())
        .extracting(Sentence::answer)
        .contains(
            "Give each layer the quantizer that Advice, below, names: with 3.50 bits per weight, −0.5"
                + " points [−1.5, +0.5] beside the unaltered network, on images the search did not"
                + " see.");
  }

  @Test
  void whatIsAdvisedAsItIsIsLeft() throws IOException {
    trial("conv1", "weights:continuous", 0.85, 0.05, 0.03, 0.07);
    advised("bits-per-weight-2", 1, 0);
    found("advice", "network", "bits-per-weight", 1).put("change", "uniform:trained");
    assertThat(glance().sentences())
        .extracting(Sentence::answer)
        .anyMatch(answer -> answer.startsWith("Leave the layers as they are: under the budgets"));
  }

  private void advised(String name, double bits, double change) {
    ArrayNode all =
        document.has("advised") ? (ArrayNode) document.get("advice") : document.putArray("advice");
    document.put("advised", true);
    all.addObject()
        .put("probe", "advice")
        .put("name", name)
        .put("goal", name)
        .put("text", "…")
        .putArray("layers");
    found("advice", "network", "bits-per-weight", bits).put("change", "advice:" + name);
    found("advice", "network", "accuracy-change", change)
        .put("change", "advice:" + name)
        .put("low", change - 0.01)
        .put("high", change + 0.01);
  }

  private Glance glance() throws IOException {
    return Glance.of(Example.read(folder, document));
  }

  private void continuous() {
    document.putArray("layers");
    layer("conv1", "continuous", "continuous");
    layer("conv2", "continuous", "continuous", "conv1");
  }

  private void layer(String name, String weights, String inputs, String... after) {
    ObjectNode layer =
        document
            .withArray("layers")
            .addObject()
            .put("name", name)
            .put("kind", "convolution")
            .put("dimension", 270)
            .put("filters", 8)
            .put("weights", weights)
            .put("inputs", inputs);
    ArrayNode places = layer.putArray("after");
    for (String place : after) {
      places.add(place);
    }
  }

  private ObjectNode found(String probe, String layer, String metric, double value) {
    return document
        .withArray("findings")
        .addObject()
        .put("probe", probe)
        .put("layer", layer)
        .put("metric", metric)
        .put("value", value);
  }

  private void network(String metric, double value) {
    found("ablation", "network", metric, value).put("low", value - 0.02).put("high", value + 0.02);
  }

  private void trial(
      String layer, String change, double accuracy, double difference, double low, double high) {
    found("ablation", layer, "accuracy", accuracy).put("change", change);
    found("ablation", layer, "accuracy-change", difference)
        .put("change", change)
        .put("low", low)
        .put("high", high);
  }

  private void output(String layer, String change, double agreement) {
    found("output-change", layer, "top-1-agreement", agreement)
        .put("change", change)
        .put("low", agreement - 0.01)
        .put("high", agreement + 0.01);
  }
}
