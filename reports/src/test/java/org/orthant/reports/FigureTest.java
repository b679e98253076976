package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                + " 3 beside the axis. Bars: measured. Line: Gaussian vectors of d = 784 under the same quantizer.");
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
  void givesTheScriptOnlyTheCellsThatAreNotEmpty() throws IOException {
    Example.first(document, "joints").withArray("/counts/0").set(0, 0);

    JsonNode data = data(figure(2));

    assertThat(data.get("cells").toString()).isEqualTo("[[1,0,2],[0,1,3],[1,1,4]]");
    assertThat(data.get("most").intValue()).isEqualTo(4);
    assertThat(data.get("quadrants").textValue()).isEqualTo("signs differ");
  }

  @Test
  void shadesNothingWhereAnAxisDoesNotCrossZero() throws IOException {
    Example.first(document, "joints").withObject("x").put("low", 0);

    Figure figure = figure(2);

    assertThat(data(figure).get("quadrants").textValue()).isEmpty();
    assertThat(figure.caption()).doesNotContain("Shaded");
  }

  @Test
  void tellsInWordsWhereACurveBeginsAndEnds() throws IOException {
    Figure figure = figure(1);

    assertThat(figure.caption())
        .isEqualTo(
            "From 0.7000 at 1 to 1.0000 at 3 (variance explained, against component)."
                + " Thin line: equal variances.");
    assertThat(data(figure).get("y").toString()).isEqualTo("[0.7,0.9,1.0]");
    assertThat(data(figure).get("reference").toString()).isEqualTo("[0.33,0.67,1.0]");
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
