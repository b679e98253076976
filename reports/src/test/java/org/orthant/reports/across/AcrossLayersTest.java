package org.orthant.reports.across;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.LineFit;
import org.orthant.reports.page.Panel;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;

class AcrossLayersTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void threeLayersWithoutFindings() throws IOException {
    document = Example.documented();
    Example.first(document, "layers").put("dimension", 100);
    Example.again(document, "layers").put("name", "dense2").put("dimension", 400);
    Example.again(document, "layers").put("name", "dense3").put("dimension", 1600);
    Example.first(document, "findings").put("metric", "zero-fraction");
  }

  @Test
  void fitsTheSlopeOfTheSpreadOnLogarithmicAxes() throws IOException {
    finding("angle", "dense1", "sd-degrees", 2);
    finding("angle", "dense2", "sd-degrees", 1);
    finding("angle", "dense3", "sd-degrees", 0.5);
    finding("angle", "dense1", "mean-degrees", 38).put("expected", 36.8);
    finding("angle", "dense3", "mean-degrees", 37.5);

    List<Figure> figures = across("The angle against d").figures();

    LineFit fit = AnglesByDimension.spreadFit(result(), "binary").orElseThrow();
    assertThat(fit.slope()).isCloseTo(-0.5, Offset.offset(1e-12));
    assertThat(figures.get(1).caption())
        .contains("20.18°/√d", "binary −0.5000 [−0.5000, −0.5000], n = 3 layers.");
    JsonNode spread = data(figures.get(1)).get("series").get(0);
    assertThat(spread.get("fit").get(1).get("x").doubleValue()).isEqualTo(1600);
    assertThat(spread.get("fit").get(1).get("y").doubleValue()).isCloseTo(0.5, Offset.offset(1e-9));
    assertThat(data(figures.get(1)).get("theory").get(0).get("y").doubleValue())
        .isCloseTo(2.018, Offset.offset(1e-3));
    JsonNode mean = data(figures.get(0)).get("series").get(0);
    assertThat(mean.get("points")).hasSize(2);
    assertThat(mean.get("expected").toString()).isEqualTo("[{\"x\":100.0,\"y\":36.8}]");
    assertThat(figures.get(0).table().rows().get(0))
        .containsExactly("dense1", "binary", "100", "38.00°", "", "36.80°");
  }

  @Test
  void setsAccuracyAgainstMemoryAndMarksWhatNothingBeats() throws IOException {
    kept("network", null, 320);
    kept("all", "weights:int8", 80);
    kept("all", "weights:int4", 40);
    kept("all", "weights:four-too", 40);
    kept("all", "weights:float", 320);
    finding("ablation", "network", "accuracy", 0.85).remove("quantizer");
    tried("weights:int8", 0.86).put("low", 0.84).put("high", 0.88);
    tried("weights:int4", 0.7);
    tried("weights:four-too", 0.6);
    tried("weights:uncounted", 0.9);
    tried("weights:float", 0.85);

    Figure figure = across("Accuracy and memory").figures().get(0);

    assertThat(data(figure).get("logarithmic").booleanValue()).isTrue();
    assertThat(data(figure).get("points").get(0).toString())
        .isEqualTo(
            "{\"name\":\"Weights int8\",\"x\":80.0,\"y\":86.0,\"low\":84.0,\"high\":88.0,"
                + "\"compared\":false,\"onFrontier\":true}");
    assertThat(data(figure).get("frontier").toString())
        .isEqualTo("[{\"x\":40.0,\"y\":70.0},{\"x\":80.0,\"y\":86.0}]");
    assertThat(figure.table().rows())
        .containsExactly(
            List.of("Weights int8", "80.00", "86.0\u202f%", "[84.0\u202f%, 88.0\u202f%]", "yes"),
            List.of("Weights int4", "40.00", "70.0\u202f%", "", "yes"),
            List.of("Weights four-too", "40.00", "60.0\u202f%", "", "no"),
            List.of("as used; Weights float", "320.0", "85.0\u202f%", "", "no"));
    assertThat(figure.caption())
        .endsWith(
            "Least memory: Weights int4, 40.00 kB. Most accurate: Weights int8, 86.0\u202f%.");
  }

  private void kept(String layer, String change, double kilobytes) {
    ObjectNode finding = finding("cost", layer, "kilobytes", kilobytes);
    finding.remove("quantizer");
    finding.put("change", change);
    if (change == null) {
      finding.remove("change");
    }
  }

  private ObjectNode tried(String change, double accuracy) {
    return trial("all", change, "accuracy", accuracy);
  }

  @Test
  void drawsALineForEachLayerThatWasWatchedInTraining() throws IOException {
    curve("dense1", "mean-degrees", "[1, 2, 3]", "[30, 36, 38.5]");
    curve("dense2", "mean-degrees", "[2]", "[37]");
    curve("dense1", "signs-changed", "[1, 2, 3]", "[0.5, 0.25, 0.125]");
    curve("network", "loss", "[1, 2, 3]", "[3, 2, 1]");

    List<Figure> figures = across("While the network learned").figures();

    assertThat(figures)
        .extracting(Figure::title)
        .containsExactly(
            "Mean angle between wᵇ and wᶜ",
            "Signs of weights that changed",
            "Loss over the epochs");
    assertThat(data(figures.get(0)).get("degrees").booleanValue()).isTrue();
    assertThat(data(figures.get(0)).get("lines").toString())
        .isEqualTo(
            "[{\"name\":\"dense1\",\"x\":[1.0,2.0,3.0],\"y\":[30.0,36.0,38.5],\"low\":[],\"high\":[]},"
                + "{\"name\":\"dense2\",\"x\":[2.0],\"y\":[37.0],\"low\":[],\"high\":[]}]");
    assertThat(figures.get(0).table().rows())
        .containsExactly(
            List.of("dense1", "1", "30.00°", "3", "38.50°"),
            List.of("dense2", "2", "37.00°", "2", "37.00°"));
    assertThat(Panel.of(result())).extracting(Panel::layer).doesNotContain("network");
  }

  private void curve(String layer, String metric, String x, String y) throws IOException {
    ObjectNode curve = Example.again(document, "curves");
    curve.put("probe", "training").put("layer", layer).put("metric", metric).remove("reference");
    curve.set("x", new JsonMapper().readTree("{\"label\": \"epoch\", \"values\": " + x + "}"));
    curve.set("y", new JsonMapper().readTree("{\"label\": \"y\", \"values\": " + y + "}"));
  }

  @Test
  void ofTheFocusTheGainBesideTheOthersIsShown() throws IOException {
    difference("ablation", "accuracy-change", -0.02).put("low", -0.03).put("high", -0.005);
    assertThat(rows("One quantizer instead of another"))
        .containsExactly(List.of("dense1: ternary − binary", "−2.0", "[−3.0, −0.5]"));

    Example.first(document, "quantizers").put("focus", true);
    assertThat(rows("One quantizer instead of another"))
        .containsExactly(List.of("dense1: binary − ternary", "+2.0", "[+0.5, +3.0]"));
  }

  @Test
  void quantizersThatSayTheSameOfEveryImageAreCalledIdentical() throws IOException {
    difference("ablation", "accuracy-change", 0);
    difference("ablation", "predictions-changed", 0);
    assertThat(across("One quantizer instead of another").text())
        .endsWith("Identical here, image by image: dense1: ternary and binary.");

    difference("dot-product", "pearson-r-change", 0.001);
    assertThat(across("One quantizer instead of another").text()).doesNotContain("Identical");
  }

  private ObjectNode difference(String probe, String metric, double value) throws IOException {
    return finding(probe, "dense1", metric, value)
        .put("quantizer", "ternary")
        .put("change", "instead-of:binary");
  }

  private List<List<String>> rows(String title) throws IOException {
    return across(title).figures().get(0).table().rows();
  }

  @Test
  void twoLayersHaveNoSlope() throws IOException {
    finding("angle", "dense1", "sd-degrees", 2);
    finding("angle", "dense2", "sd-degrees", 0);
    finding("angle", "dense3", "sd-degrees", 0.5);
    finding("angle", "dense1", "mean-degrees", 38);

    assertThat(across("The angle against d").figures().get(1).caption())
        .endsWith("A slope needs layers of three different d.");
  }

  @Test
  void showsRBeforeAndAfterShufflingWithTheCosine() throws IOException {
    finding("permutation", "dense2", "pearson-r", 0.6).put("low", 0.5).put("high", 0.7);
    finding("permutation", "dense2", "permuted-r", 0.75);
    finding("permutation", "dense2", "cosine", 0.79);
    finding("permutation", "dense3", "pearson-r", 0.9);

    Figure figure = across("What shuffled inputs do to r").figures().get(0);

    assertThat(figure.rows()).isEqualTo(1);
    assertThat(data(figure).get("marks").toString())
        .isEqualTo(
            "[{\"name\":\"dense2 binary\",\"series\":0,\"value\":0.75,\"before\":0.6,\"tick\":0.79,"
                + "\"low\":null,\"high\":null,\"lower\":null,\"upper\":null}]");
    assertThat(figure.table().rows())
        .containsExactly(
            List.of("dense2", "binary", "0.6000", "[0.5000, 0.7000]", "0.7500", "", "0.7900"));
  }

  @Test
  void everyChangeHasAFigureWithARowForEachAlteredLayer() throws IOException {
    trial("dense1", "weights:continuous", "accuracy-change", -0.1).put("low", -0.12);
    trial("all", "weights:continuous", "accuracy-change", -0.2);
    trial("all", "weights:continuous", "accuracy-change-without-refit", -0.5);
    trial("dense1", "activations:identity", "accuracy-change-without-refit", -0.3);

    List<Figure> figures = across("What altered layers do to the accuracy").figures();

    assertThat(figures)
        .extracting(Figure::title)
        .containsExactly("Continuous weights", "Activations left continuous, as they come");
    assertThat(figures.get(0).table().rows())
        .containsExactly(
            List.of("dense1", "−10.0", "", "", "20"), List.of("all", "−20.0", "", "−50.0", "20"));
    assertThat(figures.get(1).caption()).contains("not refitted");
  }

  @Test
  void whatTheNetworkComputesWithAnywayHasNoFigure() throws IOException {
    trial("dense1", "weights:binary", "accuracy-change", 0);
    trial("dense1", "weights:ternary", "accuracy-change", -0.1);

    assertThat(across("What altered layers do to the accuracy").figures())
        .extracting(Figure::title)
        .containsExactly("Weights ternary");
  }

  @Test
  void thereIsNoneWithoutItsNumbers() throws IOException {
    assertThat(AcrossLayers.of(result())).isEmpty();
  }

  private AcrossLayers across(String title) throws IOException {
    return AcrossLayers.of(result()).stream()
        .filter(across -> across.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private Result result() throws IOException {
    return Example.read(folder, document);
  }

  private ObjectNode finding(String probe, String layer, String metric, double value) {
    ObjectNode finding = Example.again(document, "findings");
    finding.put("probe", probe).put("layer", layer).put("metric", metric).put("value", value);
    finding.remove(List.of("low", "high", "expected"));
    return finding;
  }

  private ObjectNode trial(String layer, String change, String metric, double value) {
    ObjectNode finding = finding("ablation", layer, metric, value).put("change", change);
    finding.remove("quantizer");
    return finding;
  }

  private static JsonNode data(Figure figure) throws IOException {
    return new JsonMapper().readTree(figure.data().text());
  }
}
