package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;
import org.w3c.dom.Document;

/** Pass or fail, as a build server sees it: a gate on one run, and one run against another. */
class GateAndCompareTest {
  private static final String CONFIG =
      """
      name: gated
      dataset: { digits: { training: 600, test: 300 } }
      network: { bnn-mlp: { dense: [16], training: { epochs: 2, batch: 50 } } }
      quantizers: { binary: binary, exact: identity }
      probes:
        - angle
        - dot-product: { images: 100 }
        - ablation: { images: 300, refit: 100 }
      """;

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path config;
  private static Path plain;

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"));
    config = Files.writeString(folder.resolve("run.yaml"), CONFIG);
    plain = folder.resolve("plain").resolve("result.json");
    assertThat(run("plain").exitCode()).isZero();
  }

  @Test
  void withoutAGateThereIsNoTraceOfOne() throws IOException {
    assertThat(plain.resolveSibling("gate.xml")).doesNotExist();
    assertThat(ResultFile.read(plain).root().has("gate")).isFalse();
  }

  @Test
  void gateThatHoldsIsInResultAndXml() throws Exception {
    Orthant.Ending ending = run("held", "gate={max-accuracy-drop: 1, min-r: -1}");
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.err()).noneMatch(line -> line.startsWith("gate:"));
    Path out = folder.resolve("held");
    assertThat(ResultFile.read(out.resolve("result.json")).root().path("gate"))
        .extracting(check -> check.path("rule").asText(), check -> check.path("layer").asText())
        .contains(tuple("max-accuracy-drop", "all"), tuple("min-r", "dense2"));
    assertThat(xml(out).getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(xml(out).getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void gateThatFailsEndsWithThreeAndALineForEachViolationAfterTheReportIsWritten()
      throws Exception {
    Orthant.Ending ending = run("failed", "gate={min-r: 1, max-accuracy-drop: 1}");
    Path out = folder.resolve("failed");
    assertThat(ending.exitCode()).isEqualTo(3);
    assertThat(ending.out()).endsWith(out.resolve("index.html").toUri().toString());
    assertThat(ending.err())
        .filteredOn(line -> line.startsWith("gate:"))
        .hasSize(2)
        .allMatch(
            line ->
                line.matches("gate: min-r: dense[12]: pearson-r under binary .* least allowed"));
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    assertThat(xml(out).getElementsByTagName("failure").getLength()).isEqualTo(2);

    assertThat(run("failed").exitCode()).isZero();
    assertThat(out.resolve("gate.xml")).doesNotExist();
  }

  @Test
  void checkShowsTheGate() {
    Orthant.Ending ending =
        orthant.execute("check", config.toString(), "--set", "gate={worst-verdict: strained}");
    assertThat(ending.out()).anyMatch(line -> line.matches("gate +worst-verdict +strained"));
  }

  @Test
  void gateWithoutItsProbeIsRefusedBeforeAnythingIsWritten() {
    Orthant.Ending ending = run("refused", "probes=[angle]", "gate={min-r: 0.5}");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains("the gate's min-r needs the probe 'dot-product'");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void aRunIsNotWorseThanItself() {
    Orthant.Ending ending = compare(plain, plain);
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .anyMatch(line -> line.startsWith("B is not worse: 0 worse and 0 better"))
        .endsWith(folder.resolve("page").resolve("compare.html").toUri().toString());
  }

  @Test
  void aRunWithALayerThatLostItsCorrelationIsWorse() throws IOException {
    ObjectNode result = ResultFile.read(plain).root();
    ((ObjectNode) new ResultFile(result).finding("dot-product", "dense2", "pearson-r"))
        .put("value", 0.1)
        .put("low", 0.05)
        .put("high", 0.15);
    Path worse = Files.writeString(folder.resolve("worse.json"), result.toString());
    Orthant.Ending ending = compare(plain, worse);
    assertThat(ending.exitCode()).isEqualTo(3);
    assertThat(ending.out()).anyMatch(line -> line.matches("worse +dense2 +dot-product .*"));
    assertThat(compare(worse, plain).exitCode()).isZero();
  }

  @Test
  void filesThatCannotBeComparedAreOneLineAndLeaveNothing() throws IOException {
    String text = Files.readString(plain);
    Path truncated =
        Files.writeString(folder.resolve("truncated.json"), text.substring(0, text.length() / 2));
    Path newer = Files.writeString(folder.resolve("newer.json"), "{\"schema\": 99}");
    for (Path bad : new Path[] {truncated, newer, folder.resolve("missing.json")}) {
      Path out = folder.resolve("nothing");
      Orthant.Ending ending =
          orthant.execute("compare", plain.toString(), bad.toString(), "--out", out.toString());
      assertThat(ending.exitCode()).isEqualTo(2);
      assertThat(ending.err()).singleElement().asString().contains(bad.toString());
      assertThat(ending.out()).isEmpty();
      assertThat(out).doesNotExist();
    }
    assertThat(orthant.execute("compare", plain.toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void reportWritesTheNumbersForOtherPrograms() {
    Path numbers = folder.resolve("numbers");
    Orthant.Ending csv =
        orthant.execute("report", plain.toString(), "--format", "csv", "--out", numbers.toString());
    assertThat(csv.exitCode()).isZero();
    assertThat(csv.out()).containsExactly(numbers.resolve("findings.csv").toString());
    assertThat(numbers.resolve("findings.csv"))
        .content()
        .startsWith("probe,quantizer,layer,change,metric,value,expected,low,high,n\r\n")
        .contains("ablation,,all,weights:exact,accuracy-change,");
    Orthant.Ending unknown = orthant.execute("report", plain.toString(), "--format", "pdf");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).singleElement().asString().contains("html, csv, json");
  }

  private static Orthant.Ending compare(Path a, Path b) {
    return orthant.execute(
        "compare", a.toString(), b.toString(), "--out", folder.resolve("page").toString());
  }

  private static Orthant.Ending run(String out, String... settings) {
    Stream<String> more = Stream.of(settings).flatMap(setting -> Stream.of("--set", setting));
    return orthant.execute(
        Stream.concat(
                Stream.of("run", config.toString(), "--out", folder.resolve(out).toString()), more)
            .toArray(String[]::new));
  }

  private static Document xml(Path out) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return factory.newDocumentBuilder().parse(out.resolve("gate.xml").toFile());
  }
}
