package org.orthant.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class FigureFolderTest {
  @TempDir Path folder;

  @Test
  void writesEachFigureWithItsNumbersAndSaysWhatItIs() throws IOException {
    Path figures = folder.resolve("figures");

    assertThat(new FigureFolder(figures).write(mnist())).isEmpty();

    List<String> names = names(figures);
    assertThat(names).contains("figures.txt", "dense1-angle-binary-degrees.svg");
    assertThat(names).allMatch(name -> name.matches("[a-z0-9-]+\\.(svg|dat|txt)"));
    assertThat(names.stream().filter(name -> name.endsWith(".svg")).map(FigureFolderTest::table))
        .allMatch(names::contains);
    assertThat(figures.resolve("figures.txt"))
        .content()
        .contains("dense1-angle-binary-degrees.svg\tdense1, ");
    assertThat(names(folder)).containsExactly("figures");
  }

  private static String table(String svg) {
    return svg.replace(".svg", ".dat");
  }

  @Test
  void everyDrawingIsXmlWithTextForAxes() throws Exception {
    for (FigureFile figure : ReportFigures.of(mnist())) {
      Document svg = parsed(figure.svg());
      assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(svg.getElementsByTagName("text").getLength()).as(figure.name()).isGreaterThan(4);
      assertThat(figure.svg()).as(figure.name()).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void densitiesAddUpToOne() throws IOException {
    FigureFile angles =
        ReportFigures.of(mnist()).stream()
            .filter(figure -> figure.name().equals("dense1-angle-binary-degrees"))
            .findFirst()
            .orElseThrow();

    double sum = 0;
    for (List<Object> row : angles.tables().get(0).rows()) {
      sum += (number(row, 1) - number(row, 0)) * number(row, 3);
    }
    assertThat(sum).isCloseTo(1, Offset.offset(1e-9));
  }

  private static double number(List<Object> row, int column) {
    return ((Number) row.get(column)).doubleValue();
  }

  @Test
  void takesThePlaceOfFiguresAndOfNothingElse() throws IOException {
    Path figures = folder.resolve("figures");
    new FigureFolder(figures).write(mnist());
    new FigureFolder(figures).write(mnist());
    assertThat(names(folder)).containsExactly("figures");

    Path notes = Files.writeString(figures.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> new FigureFolder(figures).write(mnist()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageEndingWith(
            ": holds notes.txt, which is no figure of before; name a new folder, or an empty one");
    assertThat(notes).hasContent("mine");
    assertThatThrownBy(() -> new FigureFolder(notes).write(mnist()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageEndingWith("is a file; name a folder for the figures");
    assertThat(names(folder)).containsExactly("figures");
  }

  @Test
  void givesThePapersFiguresAndSaysWhatTheOthersNeed() throws IOException {
    Path figures = folder.resolve("paper");

    List<String> missing = new FigureFolder(figures).writePaper(mnist());

    assertThat(names(figures)).contains("fig2b.svg", "fig2b.dat", "fig2c.svg", "fig6.svg");
    assertThat(missing)
        .contains(
            "fig2a: needs the probe angle on the network random-vectors, as in"
                + " configs/theory.yaml")
        .allMatch(line -> line.matches("fig[0-9][a-z-]*: needs .*"));
    assertThat(missing)
        .noneMatch(line -> names(figures).contains(line.substring(0, line.indexOf(':')) + ".svg"));
  }

  @Test
  void aResultWithoutFiguresIsRefused() throws IOException {
    ObjectNode document = Example.documented();
    for (String list : List.of("findings", "distributions", "curves", "joints")) {
      document.putArray(list);
    }
    Result result = Example.read(folder, document);

    assertThatThrownBy(() -> new FigureFolder(folder.resolve("none")).write(result))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("the result has no figure");
    assertThatThrownBy(() -> new FigureFolder(folder.resolve("none")).writePaper(result))
        .hasMessageStartingWith("the result has none of the paper's figures; fig2a: needs");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void hostileNamesAreTextAndLeadNowhere() throws Exception {
    for (String name :
        List.of(
            "<script>alert(1)</script>",
            "\\input{/etc/passwd}",
            "=cmd|' /C calc'!A0",
            "../../x",
            "a\"b' onload=\"alert(1)",
            "line\nbreak",
            "\u202Etxt.exe",
            "]]>&amp;<!--")) {
      Result result = named(name);
      for (FigureFile figure : ReportFigures.of(result)) {
        Document svg = parsed(figure.svg());
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(figure.svg()).doesNotContain("\u202E", "onload=\"");
        assertThat(figure.name()).matches("[a-z0-9-]+");
        for (DataTable table : figure.tables()) {
          assertThat(table.document()).doesNotContain("\\", "{", "\u202E", "\r").endsWith("\n");
          assertThat(table.document().lines())
              .allMatch(line -> line.isEmpty() || line.matches("% .*|[-a-z0-9. +]+"));
        }
      }
      Path out = folder.resolve("deep/er/figures");
      new FigureFolder(out).write(result);
      assertThat(names(folder)).isSubsetOf("deep", "result.json");
    }
  }

  private Result named(String name) throws IOException {
    JsonNode document = Example.documented();
    for (String list : List.of("layers", "findings", "distributions", "curves", "joints")) {
      for (JsonNode entry : document.path(list)) {
        rename((ObjectNode) entry, list.equals("layers") ? "name" : "layer", name);
        if (entry.has("quantizer")) {
          rename((ObjectNode) entry, "quantizer", name);
        }
      }
    }
    ((ObjectNode) document).putArray("verdicts");
    ((ObjectNode) document).putArray("remedies");
    return Example.read(folder, document);
  }

  private static void rename(ObjectNode entry, String key, String name) {
    entry.put(key, name);
  }

  @Test
  void equalNamesGetNumbers() throws IOException {
    ObjectNode document = Example.documented();
    ObjectNode again = Example.again(document, "distributions");
    again.put("layer", Example.first(document, "distributions").get("layer").asText() + "!");
    Example.again(document, "layers").put("name", again.get("layer").asText());

    assertThat(ReportFigures.of(Example.read(folder, document)))
        .extracting(FigureFile::name)
        .doesNotHaveDuplicates()
        .anyMatch(name -> name.endsWith("-2"));
  }

  private static Result mnist() {
    return ResultReader.read(Example.mnist());
  }

  private static Document parsed(String svg)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
