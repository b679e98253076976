package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;

class CompareToolTest {
  private static final String HOSTILE = "</title></script>\"><img src=x onerror=alert(1)>\u001b[2J";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ObjectNode before;
  private ObjectNode after;

  @BeforeEach
  void twoEqualResults() throws IOException {
    before = Example.documented();
    after = Example.documented();
  }

  @Test
  void aRunEqualsItself() throws IOException {
    assertThat(compare()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "A  mnist (a.json)  accuracy not measured",
            "B  mnist (b.json)  accuracy not measured",
            "B is not worse: 0 worse and 0 better beyond the intervals; 5 same",
            folder.resolve("compare.html").toUri().toString());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsWorseBeyondItsIntervalIsToldAndEndsWithThree() throws IOException {
    Example.first(after, "findings").put("value", 0.7).put("low", 0.69).put("high", 0.71);
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString().lines())
        .containsSubsequence(
            "B is worse: 1 worse and 0 better beyond the intervals; 4 same",
            "       layer   probe        under   what       A                        B",
            "worse  dense1  dot-product  binary  pearson-r  0.8300 [0.8200, 0.8400]  0.7000 [0.6900, 0.7100]",
            folder.resolve("compare.html").toUri().toString());
    Document page = page();
    assertThat(page.select("#worse ~ .scroll tbody tr th").eachText()).containsExactly("dense1");
    assertThat(page.select("script")).hasSize(2).allMatch(script -> script.attributesSize() == 0);
    assertThat(page.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .matches("default-src 'none'; script-src 'sha256-\\S+' 'sha256-\\S+'; .*");
  }

  @Test
  void whatIsWorseWithinItsIntervalIsNot() throws IOException {
    Example.first(after, "findings").put("value", 0.82).put("low", 0.81).put("high", 0.83);
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("0 worse", "5 same");
  }

  @Test
  void betterAndMoreAreNoReasonToFail() throws IOException {
    Example.first(after, "findings").put("value", 0.9).put("low", 0.89).put("high", 0.91);
    Example.again(after, "findings").put("layer", "dense2");
    Example.again(after, "layers").put("name", "dense2");
    Example.again(after, "quantizers").put("name", "ternary");
    Example.again(after, "probes").put("id", "weights");
    Example.again(after, "verdicts").put("layer", "dense2").put("grade", "DEGRADED");
    Example.again(after, "gate").put("layer", "dense2").put("outcome", "FAILED");
    assertThat(compare()).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" +", 3)[0]))
        .contains("better")
        .doesNotContain("new");
    assertThat(out.toString()).contains("more differences; --all shows them");
    out.getBuffer().setLength(0);
    assertThat(
            run(folder.resolve("a.json").toString(), folder.resolve("b.json").toString(), "--all"))
        .isZero();
    assertThat(out.toString().lines().map(line -> line.split(" +", 3)[0]))
        .containsSubsequence("", "better", "new", "new", "new");
  }

  @Test
  void aRunWithoutAnyValueOrGradeIsWorse() throws IOException {
    after.get("findings").forEach(finding -> ((ObjectNode) finding).putNull("value"));
    after.get("verdicts").forEach(verdict -> ((ObjectNode) verdict).put("grade", "NOT_EVALUATED"));
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString())
        .contains("lost  dense1", "0.8300 [0.8200, 0.8400]", "undefined", "not evaluated")
        .contains("B is worse: 0 worse and 0 better beyond the intervals; 4 lost, ");
    assertThat(page().select("#lost ~ .scroll tbody tr")).hasSize(4);
  }

  @Test
  void aRunThatLacksWhatTheOtherHadIsWorse() throws IOException {
    Example.again(before, "findings").put("metric", "slope");
    losing("findings", "slope");
    after = Example.documented();
    for (String list : List.of("layers", "quantizers", "probes", "verdicts")) {
      before = Example.documented();
      losing(list, "missing");
      after = Example.documented();
    }
    before = Example.documented();
    losing("gate", "gate: min-r");
  }

  private void losing(String list, String told) throws IOException {
    out.getBuffer().setLength(0);
    ArrayNode all = (ArrayNode) after.get(list);
    if (!list.equals("findings")) {
      all.removeAll();
    }
    assertThat(compare()).as(list).isEqualTo(3);
    assertThat(out.toString()).as(list).contains("lost", told, "B is worse: 0 worse and ");
  }

  @Test
  void aNumberThatLostItsIntervalOrItsObservationsSaysSo() throws IOException {
    Example.first(after, "findings").putNull("low");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("no interval: 0.8300 [undefined, 0.8400]");

    after = Example.documented();
    Example.first(after, "findings").remove("n");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("no n: 0.8300 [0.8200, 0.8400]");
  }

  @Test
  void aPluginThatFailedInBAloneIsALoss() throws IOException {
    ObjectNode failure = after.putArray("failures").addObject();
    failure.put("plugin", "probe").put("name", "angle").put("reason", "conclude: it broke");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("1 lost");
    assertThat(page().select("#lost ~ .scroll tbody tr").text())
        .contains("angle", "failed", "conclude: it broke");

    before.set("failures", after.get("failures"));
    assertThat(compare()).isZero();
  }

  @Test
  void aGateThatNoLongerHoldsIsWorseAndOneThatFoundNothingIsLost() throws IOException {
    Example.first(after, "gate").put("outcome", "FAILED");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("worse  dense1", "gate: min-r", "passed", "failed");

    Example.first(after, "gate").put("outcome", "SKIPPED");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("lost  dense1", "skipped");

    Example.first(before, "gate").put("outcome", "FAILED");
    Example.first(after, "gate").put("outcome", "PASSED");
    assertThat(compare()).isZero();

    Example.first(before, "gate").put("outcome", "SKIPPED");
    Example.first(after, "gate").put("outcome", "FAILED");
    assertThat(compare()).isEqualTo(3);
  }

  @Test
  void whatAHasUndefinedIsNotComparedAndNothingIsWithoutANumber() throws IOException {
    Example.again(before, "findings").put("metric", "slope").putNull("value");
    Example.again(after, "findings").put("metric", "slope").putNull("value");
    Example.again(before, "findings").put("metric", "zero-fraction").putNull("value");
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("2 not compared");
    before.get("findings").forEach(finding -> ((ObjectNode) finding).putNull("value"));
    assertThat(compare()).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            folder.resolve("a.json")
                + " and "
                + folder.resolve("b.json")
                + ": no number of the first is defined, so that nothing can be compared with it");
  }

  @Test
  void ofSeveralVerdictsOnOneThingTheWorstCounts() throws IOException {
    Example.again(after, "verdicts").put("grade", "DEGRADED");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("1 worse");
  }

  @Test
  void oneStepOfAGradeIsNoiseWhereTheNumberBehindItIsTheSame() throws IOException {
    fall("dot-product", "STRAINED");
    assertThat(compare()).isZero();
    assertThat(
            run(folder.resolve("a.json").toString(), folder.resolve("b.json").toString(), "--all"))
        .isZero();
    assertThat(out.toString())
        .contains("changed  dense1  dot-product  binary  verdict  sound  strained");
  }

  @Test
  void oneStepOfAGradeCountsWithTheNumberBehindIt() throws IOException {
    fall("dot-product", "STRAINED");
    Example.first(after, "findings").put("value", 0.7).put("low", 0.69).put("high", 0.71);
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("2 worse");
  }

  @Test
  void oneStepOfAGradeCountsWhereNoNumberBehindItIsJudged() throws IOException {
    fall("angle", "STRAINED");
    assertThat(compare()).isEqualTo(3);
  }

  @Test
  void twoStepsOfAGradeAlwaysCount() throws IOException {
    fall("dot-product", "DEGRADED");
    assertThat(compare()).isEqualTo(3);
  }

  @Test
  void aLayerThatIsNoLongerEvaluatedIsLost() throws IOException {
    fall("dot-product", "NOT_EVALUATED");
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString()).contains("1 lost");
  }

  @Test
  void numbersThatMayMeanSomethingElseAreCautionedOf() throws IOException {
    after.put("dataset", "digits").put("network", "bnn-cnn");
    ((ObjectNode) after.get("provenance")).put("config-sha256", "another");
    Example.first(after, "findings").put("n", 3);
    Example.first(after, "layers").put("filters", 128);
    Example.first(after, "quantizers").put("description", "Ternary[]");
    assertThat(compare()).isZero();
    assertThat(out.toString().replaceAll("\\R  ", " "))
        .contains(
            "caution: the network is bnn-mlp in A and bnn-cnn in B",
            "caution: the runs use different data",
            "caution: the runs have different configurations",
            "caution: B rests on fewer observations in 1 of 1 numbers, such as pearson-r of dense1: n = 20 in A and 3 in B",
            "caution: the layer dense1 has d = 784 and 512 filters in A, d = 784 and 128 filters in B",
            "caution: the quantizer binary is Binary[] in A and Ternary[] in B");
  }

  @Test
  void layersThatDifferInWidthAreOneCaution() throws IOException {
    for (String name : List.of("dense2", "dense3")) {
      Example.again(before, "layers").put("name", name);
      Example.again(after, "layers").put("name", name).put("filters", 3);
    }
    assertThat(compare()).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("caution: ")))
        .singleElement()
        .asString()
        .startsWith("caution: 2 of 3 layers differ in width, such as dense2 has d = 784 and 512");
  }

  @Test
  void accuracyIsOneThingWhicheverProbeToldIt() throws IOException {
    accuracy(before, "accuracy", 0.755);
    accuracy(after, "ablation", 0.9);
    accuracy(after, "accuracy", 0.9);

    assertThat(compare()).isZero();

    assertThat(out.toString().replace('\u202f', ' ').lines())
        .contains(
            "A  mnist (a.json)  accuracy 75.5 % [74.5 %, 76.5 %]",
            "B  mnist (b.json)  accuracy 90.0 % [89.0 %, 91.0 %]")
        .anyMatch(line -> line.matches("better +network +accuracy +– +accuracy +0.7550.*"));
    assertThat(out.toString()).contains("0 worse and 1 better").doesNotContain(" new");
    Document page = page();
    assertThat(page.select("figure.dots .row.better .numbers").eachText())
        .containsExactly("75.5\u202f% → 90.0\u202f%, better");
    assertThat(page.select("h1").text()).isEqualTo("mnist (a.json) → mnist (b.json)");
    assertThat(page.select("figure.dots .heading").eachText())
        .containsExactly(
            "Accuracy of the network as used, percent", "r of the products under binary");
    out.getBuffer().setLength(0);
    assertThat(run(folder.resolve("b.json").toString(), folder.resolve("a.json").toString()))
        .isEqualTo(3);
  }

  private static void accuracy(ObjectNode document, String probe, double value) {
    ObjectNode finding = Example.again(document, "findings");
    finding.remove(List.of("quantizer", "change", "expected"));
    finding.put("probe", probe).put("layer", "network").put("metric", "accuracy");
    finding.put("value", value).put("low", value - 0.01).put("high", value + 0.01);
  }

  @Test
  void verdictsAreBadgesAndWhatIsNewIsFolded() throws IOException {
    fall("dot-product", "DEGRADED");
    for (int i = 0; i < 3; i++) {
      Example.again(after, "findings").put("metric", "new-" + i);
    }
    assertThat(compare()).isEqualTo(3);
    Document page = page();
    assertThat(page.select("#worse ~ .scroll tbody .badge").eachText())
        .contains("sound", "degraded");
    assertThat(page.select("#new ~ details tbody tr")).hasSize(3);
    assertThat(page.select("#new ~ .scroll")).isEmpty();
  }

  @Test
  void hostileTextIsInert() throws IOException {
    for (ObjectNode document : List.of(before, after)) {
      document.put("name", HOSTILE).put("network", HOSTILE);
      Example.first(document, "layers").put("name", HOSTILE);
      ((ObjectNode) document.get("provenance")).put("orthant", HOSTILE).put("cpu", HOSTILE);
    }
    for (String key : List.of("probe", "layer", "quantizer", "change", "metric")) {
      Example.again(after, "findings").put(key, HOSTILE).putNull("value");
    }
    Example.again(after, "verdicts").put("layer", HOSTILE).put("reason", HOSTILE);
    Example.first(after, "quantizers").put("description", HOSTILE);

    assertThat(compare()).isZero();

    Document page = page();
    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("script")).hasSize(2).noneMatch(each -> each.data().contains("alert"));
    assertThat(page.select("h1").text()).contains("onerror=alert(1)");
    assertThat(page.select("*"))
        .noneMatch(element -> element.attributes().hasKeyIgnoreCase("onerror"));
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void equalResultsGiveEqualBytes() throws IOException {
    compare();
    byte[] once = Files.readAllBytes(folder.resolve("compare.html"));
    compare();
    assertThat(folder.resolve("compare.html")).hasBinaryContent(once);
  }

  @Test
  void resultsThatCannotBeUsedLeaveNothing() throws IOException {
    String whole = before.toString();
    refuses("truncated", whole, whole.substring(0, whole.length() / 2));
    refuses("truncated", whole.substring(0, whole.length() / 2), whole);
    refuses("which a newer Orthant has written", whole, "{\"schema\": 2}");
    refuses("no finding in common", whole, after.set("findings", after.arrayNode()).toString());
  }

  @Test
  void argumentsMustBeTwoResults() throws IOException {
    Path only = Files.writeString(folder.resolve("a.json"), before.toString());
    assertThat(run(only.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("usage: orthant-compare A.json B.json [--out PATH] [--all]");
    assertThat(run(only.toString(), only.toString(), "--out", folder.resolve("deep").toString()))
        .isZero();
    assertThat(folder.resolve("deep").resolve("compare.html")).isNotEmptyFile();
  }

  /** Lets the grade that a probe gave to dense1 fall. */
  private void fall(String probe, String grade) {
    Example.again(before, "verdicts").put("probe", probe);
    Example.again(after, "verdicts").put("probe", probe).put("grade", grade);
    if (probe.equals("angle")) {
      Example.first(after, "verdicts").put("grade", grade);
    }
  }

  private void refuses(String complaint, String a, String b) throws IOException {
    err.getBuffer().setLength(0);
    assertThat(compare(a, b)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(complaint);
    assertThat(out.toString()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.json", "b.json");
    }
  }

  private int compare() throws IOException {
    return compare(before.toString(), after.toString());
  }

  private int compare(String a, String b) throws IOException {
    return run(
        Files.writeString(folder.resolve("a.json"), a).toString(),
        Files.writeString(folder.resolve("b.json"), b).toString());
  }

  private int run(String... arguments) {
    return ToolProvider.findFirst("orthant-compare")
        .orElseThrow()
        .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Document page() throws IOException {
    return Jsoup.parse(folder.resolve("compare.html"));
  }
}
