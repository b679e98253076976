package org.orthant.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.reports.ReportTool;

class SweepPageTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'";

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();
  private ObjectNode sweep;

  @BeforeEach
  void read() throws IOException {
    String page = Files.readString(Path.of("../docs/result-format.md"));
    int section = page.indexOf("## sweep.json");
    int start = page.indexOf("```json", section) + "```json".length();
    sweep = (ObjectNode) MAPPER.readTree(page.substring(start, page.indexOf("```", start)));
  }

  @Test
  void partsLinkToTheirReportsUnlessThereIsNone() throws IOException {
    Document page = page();
    assertThat(page.select(".parts a").eachAttr("href"))
        .containsExactly(
            "parts/seed-1_rotation-dct/index.html",
            "parts/seed-1_rotation-hadamard/index.html",
            "parts/seed-2_rotation-dct/index.html");
    assertThat(page.select(".failed li").eachText())
        .containsExactly(
            "seed-1_rotation-hadamard: probe 'theirs' failed: …", "seed-2_rotation-hadamard: …");
    assertThat(page.select(".sentence:not(.winner)").text())
        .isEqualTo("3 of 4 runs have a result: 2 values of seed × 2 values of rotation.");
  }

  @Test
  void layersThatAlwaysGetTheSameAreNamed() throws IOException {
    advise(0, "int4", "binary");
    advise(2, "int4", "int8");
    Document page = page();
    assertThat(page.select("[aria-labelledby=advice] li").eachText())
        .containsExactly(
            "With at most 2 bits per weight 1 of 2 layers get the same under all 2 seeds: conv1"
                + " (int4).");
    assertThat(page.select(".choices tbody td").eachText())
        .containsExactly("int4", "binary (1 of 2); int8 (1 of 2)");
  }

  private void advise(int part, String first, String second) {
    ObjectNode advice = ((ObjectNode) sweep.get("parts").get(part)).putArray("advice").addObject();
    advice.put("goal", "at most 2 bits per weight");
    ArrayNode layers = advice.putArray("layers");
    layers.addObject().put("layer", "conv1").put("change", "weights:" + first);
    layers.addObject().put("layer", "conv2").put("change", "weights:" + second);
  }

  @Test
  void wordsAreRowsOfDotsWithEverySeed() throws IOException {
    bothSeeds(0.8, 0.9);
    Document page = page();
    assertThat(page.select(".dots .row .name").eachText())
        .containsExactly("dense1 · rotated · dct", "dense1 · rotated · hadamard");
    assertThat(page.select(".dots .row .numbers").eachText())
        .containsExactly("0.7500 (0.7000, 0.8000)", "0.8500 (0.8000, 0.9000), higher");
    assertThat(page.select(".dots .row .small")).hasSize(4);
    assertThat(page.select(".chart")).isEmpty();
    assertThat(page.select("script[id=original]")).hasSize(1);
  }

  @Test
  void whatIsTheSameEverywhereIsOneRowAndDecidesNothing() throws IOException {
    bothSeeds(0.7, 0.8);
    Document page = page();
    assertThat(page.select(".dots .row .name").eachText())
        .containsExactly("dense1 · rotated · every rotation");
    assertThat(page.select(".winner")).isEmpty();
  }

  @Test
  void theBestIsNamedWhereItsLeadIsMoreThanChance() throws IOException {
    bothSeeds(0.8, 0.9);
    assertThat(page().select(".winner").text())
        .isEqualTo(
            "rotation=hadamard has the highest r of the products, 0.8500 on average over the"
                + " layers; that is more than chance: +0.1000 [+0.1000, +0.1000] against"
                + " rotation=dct, paired over 2 seeds.");
  }

  @Test
  void noneIsNamedWhereTheSeedsDisagree() throws IOException {
    bothSeeds(0.9, 0.7);
    assertThat(page().select(".winner").text())
        .startsWith("No clear winner: rotation=hadamard has the highest r")
        .contains("but its lead on rotation=dct may be chance (+0.0500 [−1.8559, +1.9559] against");
  }

  @Test
  void oneSeedDecidesNothing() throws IOException {
    ((ArrayNode) sweep.path("axes")).remove(0);
    for (JsonNode part : sweep.path("parts")) {
      ((ArrayNode) part.path("values")).remove(0);
    }
    for (int i = 0; i < 2; i++) {
      ObjectNode finding = finding(i);
      finding.put("mean", 0.7 + i / 10.0).put("n", 1).remove(List.of("low", "high"));
      finding.putArray("values").add(0.7 + i / 10.0);
    }
    Document page = page();
    assertThat(page.select(".winner").text())
        .endsWith("One seed does not tell whether that is chance.");
    assertThat(page.select(".dots .small, .dots .reach")).isEmpty();
  }

  private void bothSeeds(double one, double two) throws IOException {
    finding(1)
        .put("mean", (one + two) / 2)
        .put("n", 2)
        .set("values", MAPPER.readTree("[" + one + ", " + two + "]"));
  }

  @Test
  void numbersAreLinesInTheirOrder() throws IOException {
    ((ArrayNode) sweep.at("/axes/1/values")).removeAll().add("1e2").add("1");
    ((ArrayNode) finding(0).path("at")).removeAll().add("1e2");
    ((ArrayNode) finding(1).path("at")).removeAll().add("1");
    JsonNode data = data(page(), ".lines");
    assertThat(data.path("logarithmic").asBoolean()).isTrue();
    assertThat(data.at("/lines/0"))
        .hasToString(
            "{\"name\":\"rotated\",\"x\":[1.0,100.0],\"y\":[0.9,0.75],"
                + "\"low\":[null,0.7],\"high\":[null,0.8]}");
  }

  @Test
  void linesThatDoNotDifferAreOne() throws IOException {
    ((ArrayNode) sweep.path("axes")).add(sweep.at("/axes/1").deepCopy());
    ObjectNode numbers = (ObjectNode) sweep.at("/axes/2");
    numbers.put("label", "threshold");
    ((ArrayNode) numbers.path("values")).removeAll().add("1").add("2");
    sweep.path("parts").forEach(part -> ((ArrayNode) part.path("values")).add("1"));
    ArrayNode findings = (ArrayNode) sweep.path("findings");
    findings.remove(1);
    for (String threshold : new String[] {"1", "2"}) {
      for (String rotation : new String[] {"dct", "hadamard"}) {
        ObjectNode finding = finding(0).deepCopy();
        ((ArrayNode) finding.path("at")).removeAll().add(rotation).add(threshold);
        findings.add(finding);
      }
    }
    findings.remove(0);
    assertThat(data(page(), ".lines").path("lines"))
        .extracting(line -> line.path("name").asText())
        .containsExactly("rotated");
    finding(3).put("mean", 0.5).set("values", MAPPER.readTree("[0.4, 0.6]"));
    assertThat(data(page(), ".lines").path("lines"))
        .extracting(line -> line.path("name").asText())
        .containsExactly("rotated · dct", "rotated · hadamard");
  }

  @Test
  void textsAreEscaped() throws IOException {
    sweep.put("name", HOSTILE);
    ((ObjectNode) sweep.at("/axes/1")).put("label", HOSTILE).put("path", HOSTILE);
    ((ArrayNode) sweep.at("/axes/1/values")).removeAll().add(HOSTILE).add("hadamard");
    ((ArrayNode) finding(0).path("at")).removeAll().add(HOSTILE);
    finding(0).put("layer", HOSTILE).put("metric", HOSTILE).put("quantizer", HOSTILE);
    ((ObjectNode) sweep.at("/parts/3")).put("error", HOSTILE);
    Document page = page();
    assertThat(page.select("img, [onerror]")).isEmpty();
    assertThat(page.select("h1").text()).isEqualTo(HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "javascript:alert(1)", "", "a/b", "\\u0000"})
  void aPartThatLeadsElsewhereIsRefused(String name) throws IOException {
    ((ObjectNode) sweep.at("/parts/0")).put("name", name);
    assertThat(render()).isEqualTo(2);
    assertThat(err.toString()).contains("parts[0].name: expected the name of a folder");
  }

  @Test
  void numbersThatDoNotFitTheAxesAreRefused() throws IOException {
    ((ArrayNode) finding(0).path("values")).add(1);
    assertThat(render()).isEqualTo(2);
    assertThat(err.toString()).contains("findings[0].values: expected 2 elements, found 3");
  }

  @Test
  void onlyThePageIsMadeOfASweep() throws IOException {
    assertThat(render("--format", "csv")).isEqualTo(2);
    assertThat(err.toString()).contains("is a sweep.json");
  }

  private ObjectNode finding(int index) {
    return (ObjectNode) sweep.path("findings").get(index);
  }

  private static JsonNode data(Document page, String chart) throws IOException {
    return MAPPER.readTree(page.select(".chart" + chart + " + script").first().data());
  }

  private Document page() throws IOException {
    assertThat(render()).as(err::toString).isZero();
    return Jsoup.parse(folder.resolve("index.html"));
  }

  private int render(String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("sweep.json"), sweep.toString());
    String[] arguments = new String[more.length + 1];
    arguments[0] = file.toString();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new ReportTool()
        .run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
  }
}
