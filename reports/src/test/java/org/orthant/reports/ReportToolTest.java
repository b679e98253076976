package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.reports.result.Example;

class ReportToolTest {
  @TempDir Path folder;
  private Path result;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aResult() throws IOException {
    result = Example.write(folder, Example.documented().toString());
  }

  @Test
  void writesIndexBesideTheResultAndEndsWithItsAddress() throws IOException {
    assertThat(run(result.toString())).isZero();

    assertThat(out.toString())
        .endsWith("\n" + folder.resolve("index.html").toUri() + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
    assertThat(folder.resolve("index.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(files()).containsExactlyInAnyOrder("index.html", "result.json");
  }

  @Test
  void writesWhereOutSaysInPlaceOfWhatWasThere() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), "old");

    assertThat(run("--out", page.toString(), result.toString())).isZero();

    assertThat(page).content().contains("<h1>mnist</h1>");
    assertThat(files()).containsExactlyInAnyOrder("page.html", "result.json");
  }

  @Test
  void writesFiguresIntoAFolder() throws IOException {
    Path figures = folder.resolve("figures");

    assertThat(run(result.toString(), "--figures", figures.toString())).isZero();

    assertThat(out).hasToString(figures + System.lineSeparator());
    assertThat(figures.resolve("figures.txt")).isNotEmptyFile();
    assertThat(files()).containsExactlyInAnyOrder("figures", "result.json");
  }

  @Test
  void saysWhichOfThePapersFiguresAreMissing() {
    Path figures = folder.resolve("figures");

    assertThat(run(result.toString(), "--figures", figures.toString(), "--paper")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("fig2a: needs the probe angle on the network"))
        .last()
        .isEqualTo(figures.toString());
  }

  @Test
  void figuresGoWithoutFormat() {
    refuses("--paper goes with --figures DIR", result.toString(), "--paper");
    refuses(
        "--figures writes figures alone",
        result.toString(),
        "--figures",
        folder.resolve("f").toString(),
        "--format",
        "csv");
  }

  @Test
  void writesTablesOfLatex() {
    assertThat(run(result.toString(), "--format", "tex")).isZero();

    assertThat(folder.resolve("report.tex"))
        .content()
        .contains("\\begin{tabular}", "\\toprule", "P12 & NOT TESTED");
  }

  @Test
  void aResultThatCannotBeUsedLeavesTheOldPageAlone() throws IOException {
    Path page = Files.writeString(folder.resolve("index.html"), "old");
    Files.writeString(result, "{\"schema\": 2}");

    refuses("found 2, which a newer Orthant has written", result.toString());

    assertThat(page).hasContent("old");
    assertThat(files()).containsExactlyInAnyOrder("index.html", "result.json");
  }

  @Test
  void refusesArgumentsItDoesNotKnow() {
    refuses(
        "which result.json? usage: orthant-report RESULT.json [--out PATH] [--format html|csv|json|md|tex] [--figures DIR [--paper]]");
    refuses("unexpected --help; usage", "--help");
    refuses("unexpected --out; usage", result.toString(), "--out");
    refuses("unexpected b.json; usage", result.toString(), "b.json");
    refuses("unexpected --format; usage", result.toString(), "--format");
    refuses("unexpected --out; usage", "--out", "a", "--out", "b", result.toString());
  }

  @Test
  void outThatIsNoHtmlFileIsTheFolderOfThePage() {
    Path deep = folder.resolve("none").resolve("yet");

    assertThat(run(result.toString(), "--out", deep.toString())).isZero();

    assertThat(out.toString())
        .endsWith("\n" + deep.resolve("index.html").toUri() + System.lineSeparator());
    assertThat(deep.resolve("index.html")).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void refusesATargetThatCannotBe() throws IOException {
    Path named = Files.createDirectory(folder.resolve("folder.html"));
    refuses("is a folder; name a file", result.toString(), "--out", named.toString());
    refuses("cannot be made", result.toString(), "--out", result.resolve("page.html").toString());
    refuses(
        "--out would overwrite", result.toString(), "--format", "json", "--out", result.toString());
    refuses("--format pdf: allowed are html, csv, json, md", result.toString(), "--format", "pdf");
  }

  @Test
  void csvHasEveryNumberInARow() throws IOException {
    ObjectNode document = Example.documented();
    Example.again(document, "findings")
        .put("metric", "a \"b\",\nc")
        .put("change", "=1+1")
        .putNull("value")
        .remove(List.of("expected", "low", "high", "n"));
    Example.write(folder, document.toString());

    assertThat(run(result.toString(), "--format", "csv")).isZero();

    assertThat(out).hasToString(folder.resolve("findings.csv") + System.lineSeparator());
    assertThat(Files.readString(folder.resolve("findings.csv")))
        .isEqualTo(
            String.join(
                "\r\n",
                "probe,quantizer,layer,change,metric,value,expected,low,high,n",
                "dot-product,binary,dense1,,pearson-r,0.83,0.79,0.82,0.84,20",
                "dot-product,binary,dense1,'=1+1,\"a \"\"b\"\",\nc\",NaN,,,,",
                ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1"
      })
  void noTextIsAFormulaAndNumbersKeepTheirSign(String formula) throws IOException {
    ObjectNode document = Example.documented();
    for (String key : List.of("probe", "quantizer", "layer", "change", "metric")) {
      Example.first(document, "findings").put(key, formula);
    }
    Example.first(document, "findings").put("value", -0.5).put("low", -0.6).put("high", -0.4);
    Example.write(folder, document.toString());
    assertThat(run(result.toString(), "--format", "csv")).isZero();
    String cell = "'" + formula.replace("\"", "\"\"");
    String quoted = cell.matches("(?s).*[\"\t\r\n].*") ? '"' + cell + '"' : cell;
    assertThat(Files.readString(folder.resolve("findings.csv")))
        .endsWith((quoted + ",").repeat(5) + "-0.5,0.79,-0.6,-0.4,20\r\n");
  }

  @Test
  void jsonHasNumbersAndVerdictsAsInTheResultWithoutBins() throws IOException {
    ObjectNode document = Example.documented();
    Example.again(document, "findings").put("metric", "undefined").putNull("value");
    Example.write(folder, document.toString());

    assertThat(run(result.toString(), "--format", "json")).isZero();

    JsonNode json = new JsonMapper().readTree(folder.resolve("findings.json").toFile());
    assertThat(json.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("name", "layers", "findings", "verdicts");
    for (String key : List.of("name", "layers", "findings", "verdicts")) {
      assertThat(json.get(key)).isEqualTo(document.get(key));
    }
  }

  @Test
  void aPageThatCannotBeWrittenIsNamed() throws IOException {
    Path page = folder.resolve("x".repeat(250) + ".html");

    assertThat(run(result.toString(), "--out", page.toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(page + " cannot be written: ");
  }

  @Test
  void whatAKilledProcessLeftADayBeforeIsDeleted() throws IOException {
    Path stale = Files.writeString(folder.resolve(".index.html." + UUID.randomUUID()), "");
    Path fresh = Files.writeString(folder.resolve(".index.html." + UUID.randomUUID()), "");
    Path other = Files.writeString(folder.resolve(".index.html.backup"), "");
    for (Path old : List.of(stale, other)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    assertThat(run(result.toString())).isZero();

    assertThat(stale).doesNotExist();
    assertThat(List.of(fresh, other)).allMatch(Files::exists);
  }

  private int run(String... arguments) {
    return ToolProvider.findFirst("orthant-report")
        .orElseThrow()
        .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void refuses(String complaint, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(complaint);
    assertThat(out.toString()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }
}
