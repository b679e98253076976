package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

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
            folder.resolve("compare.html").toString(),
            "B is not worse: 0 worse, 0 better, 0 changed, 0 gone, 0 new, 0 no interval, 4 same");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsWorseBeyondItsIntervalIsToldAndEndsWithThree() throws IOException {
    Example.first(after, "findings").put("value", 0.7).put("low", 0.69).put("high", 0.71);
    assertThat(compare()).isEqualTo(3);
    assertThat(out.toString().lines())
        .containsExactly(
            "       layer   probe        under   what       A                        B",
            "worse  dense1  dot-product  binary  pearson-r  0.8300 [0.8200, 0.8400]  0.7000 [0.6900, 0.7100]",
            folder.resolve("compare.html").toString(),
            "B is worse: 1 worse, 0 better, 0 changed, 0 gone, 0 new, 0 no interval, 3 same");
    Document page = page();
    assertThat(page.select("#worse ~ .scroll tbody tr th").eachText()).containsExactly("dense1");
    assertThat(page.select("script")).isEmpty();
  }

  @Test
  void whatIsWorseWithinItsIntervalIsNot() throws IOException {
    Example.first(after, "findings").put("value", 0.82).put("low", 0.81).put("high", 0.83);
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("0 worse", "4 same");
  }

  @Test
  void betterNewAndGoneAreNoReasonToFail() throws IOException {
    Example.first(after, "findings").put("value", 0.9).put("low", 0.89).put("high", 0.91);
    Example.again(before, "findings").put("metric", "slope");
    Example.again(after, "findings").put("layer", "dense2");
    assertThat(compare()).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" +", 3)[0]).limit(4))
        .containsExactly("", "better", "gone", "new");
  }

  @Test
  void oneStepOfAGradeIsNoiseWhereTheNumberBehindItIsTheSame() throws IOException {
    fall("dot-product", "STRAINED");
    assertThat(compare()).isZero();
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
  void aLayerThatIsNoLongerEvaluatedHasChanged() throws IOException {
    fall("dot-product", "NOT_EVALUATED");
    assertThat(compare()).isZero();
    assertThat(out.toString()).contains("1 changed");
  }

  @Test
  void numbersThatMayMeanSomethingElseAreCautionedOf() throws IOException {
    after.put("dataset", "digits");
    Example.first(after, "layers").put("filters", 128);
    Example.first(after, "quantizers").put("description", "Ternary[]");
    assertThat(compare()).isZero();
    assertThat(out.toString())
        .contains(
            "caution: the runs use different data",
            "caution: the layer dense1 has d = 784 and 512 filters in A, d = 784 and 128 filters in B",
            "caution: the quantizer binary is Binary[] in A and Ternary[] in B");
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
    assertThat(page.select("img, script")).isEmpty();
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
    assertThat(err.toString()).contains("usage: orthant-compare A.json B.json [--out PATH]");
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
