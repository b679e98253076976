package org.orthant.reports.chart;

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
import org.orthant.reports.page.Panel;
import org.orthant.reports.result.Example;

class FigureTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void documentedExample() throws IOException {
    document = Example.documented();
  }

  @Test
  void tellsInWordsWhereADistributionLies() throws IOException {
    Example.first(document, "distributions").put("outside", 3);

    Figure figure = figure(0);

    // Counts 1, 2, 3, 4 from 30° to 50°: half a value lies below 32.5°, 5 below 43.33°, 9.5 below
    // 49.375°.
    assertThat(figure.caption())
        .isEqualTo(
            "13 filters; nine in ten lie between 32.50° and 49.50°, half below 43.25°;"
                + " 3 beside the axis. Bars: measured. Line: Gaussian vectors of d = 784 under the same quantizer."
                + " Two random vectors of this d: 90° ± 4.01° in 95 of 100 cases.");
    assertThat(figure.table().heads()).containsExactly("lie below", "measured", "expected");
    assertThat(figure.table().rows())
        .hasSize(5)
        .contains(List.of("50 %", "43.25°", "43.25°"), List.of("95 %", "49.50°", "49.50°"));
  }

  @Test
  void drawsTheRandomPairWhereThePictureHoldsIt() throws IOException {
    Example.first(document, "layers").put("dimension", 3);
    Example.first(document, "distributions").withObject("axis").put("low", 0).put("high", 120);

    JsonNode data = data(figure(0));

    // In three dimensions the cosine is uniform, so 0° to 30° has (1 − √3/2)/2 of the angles.
    assertThat(data.get("randomPair").get(0).doubleValue())
        .isCloseTo((1 - Math.sqrt(3) / 2) / 2, Offset.offset(1e-5));
    assertThat(data.get("randomPair")).hasSize(4);
    assertThat(data.get("beyond").textValue()).isEmpty();
  }

  @Test
  void anEmptyDistributionLiesNowhere() throws IOException {
    Example.first(document, "distributions").putArray("counts").add(0).add(0).add(0).add(0);

    assertThat(figure(0).caption()).startsWith("0 filters. Bars");
  }

  @Test
  void titlesAJointWithCorrelationAndFlips() throws IOException {
    Example.again(document, "findings").put("metric", "sign-flip-fraction").put("value", 0.1);

    Figure figure = figure(2);

    assertThat(figure.title()).isEqualTo("binary, r = 0.8300, sign flips 0.1000");
    assertThat(data(figure).get("quadrants").textValue()).isEqualTo("sign flip");
  }

  @Test
  void aJointHasTheLeastSquaresLineThroughItsMeans() throws IOException {
    Example.again(document, "findings").put("metric", "slope").put("value", 0.5);

    Figure figure = figure(2);

    // Counts 1, 2 below and 3, 4 above, bins from −100 to 100: the means are x = 10 and y = 20.
    assertThat(data(figure).get("line").toString()).isEqualTo("[-35.0,65.0]");
    assertThat(figure.caption()).endsWith("Line: least squares, slope 0.5000.");
    assertThat(data(figure).get("quadrants").textValue()).isEqualTo("signs differ");
    assertThat(figure.table().rows())
        .containsExactly(
            List.of("r, pooled", "0.8300", "[0.8200, 0.8400]", "0.7900"),
            List.of("slope", "0.5000", "[0.8200, 0.8400]", "0.7900"));
  }

  @Test
  void shadesNothingWhereAnAxisDoesNotCrossZero() throws IOException {
    Example.first(document, "joints").withObject("x").put("low", 0);

    Figure figure = figure(2);

    assertThat(data(figure).get("quadrants").textValue()).isEmpty();
    assertThat(figure.caption()).doesNotContain("Shaded");
  }

  @Test
  void tellsTheLinesOfACurveApart() throws IOException {
    Figure figure = figure(1);

    assertThat(figure.caption()).isEqualTo("Thick: measured. Thin: equal variances.");
    assertThat(data(figure).get("y").toString()).isEqualTo("[0.7,0.9,1.0]");
    assertThat(data(figure).get("reference").toString()).isEqualTo("[0.33,0.67,1.0]");
    assertThat(data(figure).get("logarithmic").booleanValue()).isFalse();
    assertThat(figure.table().rows())
        .containsExactly(
            List.of("1", "0.7000", "0.3300"),
            List.of("2", "0.9000", "0.6700"),
            List.of("3", "1.0000", "1.0000"));
  }

  @Test
  void aCurveOverDecadesHasALogarithmicAxis() throws IOException {
    Example.first(document, "curves").withObject("x").putArray("values").add(1).add(2).add(30);

    assertThat(data(figure(1)).get("logarithmic").booleanValue()).isTrue();
  }

  @Test
  void aCurveWithoutPointsSaysSo() throws IOException {
    ObjectNode curve = Example.first(document, "curves");
    curve.withObject("x").putArray("values");
    curve.withObject("y").putArray("values");
    curve.remove("reference");

    assertThat(figure(1).caption()).isEqualTo("No points.");
  }

  @Test
  void drawsWhatAnUnknownProbeMeasured() throws IOException {
    Example.first(document, "distributions").put("probe", "novel").put("metric", "depth-of-field");

    Panel.FigureGroup group = Panel.of(Example.read(folder, document)).get(0).groups().get(0);

    assertThat(group.title()).isEqualTo("novel: depth of field");
    assertThat(group.figures().get(0).caption())
        .startsWith("10 values; nine in ten lie between 32.50")
        .endsWith("Line: what the probe expects.");
  }

  @Test
  void drawsWhatConcernsMoreThanOneLayerInAPanelOfItsOwn() throws IOException {
    Example.again(document, "distributions").put("layer", "network");

    assertThat(Panel.of(Example.read(folder, document)))
        .extracting(Panel::layer)
        .containsExactly("dense1", "network");
  }

  private Figure figure(int group) throws IOException {
    return Panel.of(Example.read(folder, document)).get(0).groups().get(group).figures().get(0);
  }

  private static JsonNode data(Figure figure) throws IOException {
    return new JsonMapper().readTree(figure.data().text());
  }
}
