package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void writesIndexBesideTheResultAndPrintsItsPath() throws IOException {
    assertThat(run(result.toString())).isZero();

    assertThat(out).hasToString(folder.resolve("index.html") + System.lineSeparator());
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
  void aResultThatCannotBeUsedLeavesTheOldPageAlone() throws IOException {
    Path page = Files.writeString(folder.resolve("index.html"), "old");
    Files.writeString(result, "{\"schema\": 2}");

    refuses("found 2, which a newer Orthant has written", result.toString());

    assertThat(page).hasContent("old");
    assertThat(files()).containsExactlyInAnyOrder("index.html", "result.json");
  }

  @Test
  void refusesArgumentsItDoesNotKnow() {
    refuses("which result.json? usage: orthant-report RESULT.json [--out FILE.html]");
    refuses("unexpected --help; usage", "--help");
    refuses("unexpected --out; usage", result.toString(), "--out");
    refuses("unexpected b.json; usage", result.toString(), "b.json");
    refuses("unexpected --out; usage", "--out", "a", "--out", "b", result.toString());
  }

  @Test
  void refusesATargetThatIsNoFile() {
    refuses("is a folder; name the HTML file", result.toString(), "--out", folder.toString());
    refuses(
        "no such folder",
        result.toString(),
        "--out",
        folder.resolve("none").resolve("page.html").toString());
    refuses("--out would overwrite", result.toString(), "--out", result.toString());
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
