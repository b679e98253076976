package org.orthant.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReaderTest {
  @TempDir Path folder;

  @Test
  void readsEveryPartOfTheDocumentedExample() throws IOException {
    Result result = Example.read(folder, Example.documented());

    assertThat(result.name()).isEqualTo("mnist");
    assertThat(result.dataset()).contains("mnist");
    assertThat(result.quantizers())
        .containsExactly(new Result.Quantizer("binary", "binary", "Binary[]", false));
    assertThat(result.layers())
        .containsExactly(
            new Result.Layer(
                "dense1",
                "dense",
                784,
                512,
                Optional.of(new Result.Place("binary", "continuous", List.of()))));
    assertThat(result.findings())
        .containsExactly(
            new Result.Scalar(
                subject("dot-product", "pearson-r"),
                0.83,
                OptionalDouble.of(0.79),
                OptionalDouble.of(0.82),
                OptionalDouble.of(0.84),
                OptionalLong.of(20)));
    assertThat(result.distributions())
        .containsExactly(
            new Result.Distribution(
                subject("angle", "degrees"),
                new Result.Axis(30, 50, 4),
                List.of(1L, 2L, 3L, 4L),
                0,
                List.of(0.1, 0.2, 0.3, 0.4)));
    assertThat(result.curves().get(0).y())
        .isEqualTo(new Result.LabelledValues("variance explained", List.of(0.7, 0.9, 1.0)));
    assertThat(result.curves().get(0).reference()).containsExactly(0.33, 0.67, 1.0);
    assertThat(result.joints().get(0).y().label()).isEqualTo("wᶜ·a");
    assertThat(result.joints().get(0).counts()).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
    assertThat(result.verdictOn("dense1")).map(Result.Verdict::grade).contains(Grade.SOUND);
    assertThat(result.provenance().seed()).isEqualTo(1705);
    assertThat(result.provenance().durations()).containsEntry("prepare", 61.2);
    assertThat(result.provenance().network()).containsEntry("epochs", "6");
  }

  @Test
  void readsARealResult() {
    Result result = ResultReader.read(Example.mnist());

    assertThat(result.layers())
        .extracting(Result.Layer::dimension)
        .containsExactly(784L, 512L, 512L);
    assertThat(result.verdictsOn("dense1", "rotated"))
        .isNotEmpty()
        .allMatch(verdict -> verdict.grade() == Grade.NOT_EVALUATED);
    assertThat(result.findings()).hasSizeGreaterThan(80);
  }

  @Test
  void passesOverUnknownKeys() throws IOException {
    ObjectNode document = Example.documented();
    document.putObject("later").put("addition", 1);
    Example.first(document, "findings").put("remark", "new");

    assertThat(Example.read(folder, document))
        .isEqualTo(Example.read(folder, Example.documented()));
  }

  @Test
  void aNullNumberIsUndefinedAndAMissingOneIsNone() throws IOException {
    ObjectNode document = Example.documented();
    Example.first(document, "findings").putNull("value").putNull("low").remove("expected");

    Result.Scalar finding = Example.read(folder, document).findings().get(0);

    assertThat(finding.value()).isNaN();
    assertThat(finding.low().getAsDouble()).isNaN();
    assertThat(finding.expected()).isEmpty();
  }

  @Test
  void readsTheChangeOfATrial() throws IOException {
    ObjectNode document = Example.documented();
    Example.first(document, "findings").put("change", "weights:continuous");

    assertThat(Example.read(folder, document).findings().get(0).subject().change())
        .contains("weights:continuous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema",
        "name",
        "network",
        "quantizers",
        "probes",
        "layers",
        "findings",
        "distributions",
        "curves",
        "joints",
        "verdicts",
        "remedies",
        "provenance"
      })
  void namesTheKeyThatIsMissing(String key) throws IOException {
    ObjectNode document = Example.documented();
    document.remove(key);

    refused(document.toString(), key + " is missing");
  }

  @Test
  void namesTheMissingKeyOfAnElement() throws IOException {
    change(document -> Example.first(document, "findings").remove("value"))
        .isRefusedWith("findings[0].value is missing");
    change(document -> Example.first(document, "joints").withObject("x").remove("label"))
        .isRefusedWith("joints[0].x.label is missing");
    change(document -> document.withObject("provenance").remove("config"))
        .isRefusedWith("provenance.config is missing");
  }

  @Test
  void saysWhatWasExpectedInsteadOfAWrongType() throws IOException {
    change(document -> document.put("name", 7)).isRefusedWith("name: expected a string, found 7");
    change(document -> Example.first(document, "findings").put("value", "0.8"))
        .isRefusedWith("findings[0].value: expected a number or null, found \"0.8\"");
    change(document -> Example.first(document, "findings").put("n", 1.5))
        .isRefusedWith("findings[0].n: expected a whole number, found 1.5");
    change(document -> document.put("layers", "dense1"))
        .isRefusedWith("layers: expected an array, found \"dense1\"");
    change(document -> document.put("provenance", true))
        .isRefusedWith("provenance: expected an object, found boolean");
    change(document -> Example.first(document, "verdicts").put("grade", "FINE"))
        .isRefusedWith(
            "verdicts[0].grade: expected SOUND, UNCERTAIN, STRAINED, DEGRADED or NOT_EVALUATED");
  }

  @Test
  void refusesCountsThatDoNotFitTheirAxis() throws IOException {
    change(document -> Example.first(document, "distributions").withArray("counts").add(5))
        .isRefusedWith("distributions[0].counts: expected 4 elements, found 5");
    change(document -> Example.first(document, "distributions").withArray("reference").remove(0))
        .isRefusedWith("distributions[0].reference: expected 4 elements, found 3");
    change(document -> Example.first(document, "curves").withArray("/y/values").add(5))
        .isRefusedWith("curves[0].y.values: expected 3 elements, found 4");
    change(document -> Example.first(document, "curves").withArray("reference").remove(0))
        .isRefusedWith("curves[0].reference: expected 3 elements, found 2");
    change(document -> Example.first(document, "joints").withArray("/counts/1").add(5))
        .isRefusedWith("joints[0].counts[1]: expected 2 elements, found 3");
    change(document -> Example.first(document, "joints").withArray("/counts/0").set(0, -1))
        .isRefusedWith("joints[0].counts[0][0]: expected a count, found -1");
  }

  @Test
  void refusesAnAxisThatRunsNowhere() throws IOException {
    change(document -> Example.first(document, "distributions").withObject("axis").put("high", 30))
        .isRefusedWith("distributions[0].axis: expected low < high");
    change(document -> Example.first(document, "distributions").withObject("axis").put("bins", 0))
        .isRefusedWith(
            "distributions[0].axis: expected low < high, neither beyond ±1.0E300, and at least one bin");
    change(
            document ->
                Example.first(document, "joints")
                    .withObject("y")
                    .put("low", -1e308)
                    .put("high", 1e308))
        .isRefusedWith("joints[0].y: expected low < high");
  }

  @Test
  void refusesFiltersThatAreNoPictures() throws IOException {
    assertThat(Example.read(folder, Example.withFilters()).filters()).hasSize(2);
    assertThat(Example.read(folder, Example.documented()).filters()).isEmpty();
    changeFilters(document -> Example.first(document, "filters").put("channels", 2))
        .isRefusedWith(
            "filters[0]: expected height and width of 1 to 64 and 1 or 3 channels, found 2 × 2, 2");
    changeFilters(document -> Example.first(document, "filters").put("width", 1L << 62))
        .isRefusedWith("filters[0]: expected height and width of 1 to 64");
    changeFilters(document -> Example.first(document, "filters").put("height", 0))
        .isRefusedWith("filters[0]: expected height and width of 1 to 64");
    changeFilters(document -> Example.first(document, "filters").withArray("/values/0").add(1))
        .isRefusedWith("filters[0].values[0]: expected 4 elements, found 5");
    changeFilters(document -> Example.first(document, "filters").withArray("/values/0").setNull(0))
        .isRefusedWith("filters[0].values[0][0]: expected");
    changeFilters(document -> document.put("filters", 7))
        .isRefusedWith("filters: expected an array");
  }

  @Test
  void refusesRepetitions() throws IOException {
    change(document -> Example.again(document, "layers"))
        .isRefusedWith("layers[1] repeats an earlier one: dense1");
    change(document -> Example.again(document, "findings").put("value", 0.1))
        .isRefusedWith("findings[1] repeats an earlier one");
    refused("{\"schema\": 1, \"schema\": 1}", "schema");
  }

  @Test
  void refusesAnotherSchema() throws IOException {
    change(document -> document.put("schema", 2))
        .isRefusedWith("schema: expected 1, found 2, which a newer Orthant has written");
    change(document -> document.put("schema", 0)).isRefusedWith("schema: expected 1, found 0");
    change(document -> document.put("schema", "1"))
        .isRefusedWith("schema: expected a whole number, found \"1\"");
  }

  @Test
  void refusesWhatIsNoResult() throws IOException {
    refused("", "is empty");
    refused("<html>\n<p>hello", "is not a result.json at line 1, column 1");
    refused("[1, 2]", "document: expected an object, found array");
    refused("{\"schema\": NaN}", "is not a result.json at line 1");
    refused("{\"schema\": 1} {}", "is not a result.json");
    refused("[".repeat(1000), "is beyond every result.json");
    refused("{\"schema\": 1" + "0".repeat(200) + "}", "is beyond every result.json");
  }

  @Test
  void refusesALayerBeyondEveryLayer() throws IOException {
    ObjectNode document = Example.documented();
    Example.first(document, "layers").put("dimension", Long.MAX_VALUE);
    refused(
        document.toString(),
        "layers[0].dimension: expected at most 2147483647, found 9223372036854775807");
  }

  @Test
  void refusesAMissingFileAndAFolder() {
    assertThatThrownBy(() -> ResultReader.read(folder.resolve("none.json")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(folder.resolve("none.json") + ": no such file");
    assertThatThrownBy(() -> ResultReader.read(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(folder + ": is not a file");
  }

  @Test
  void refusesAFileBeyondTheLimitWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((256L << 20) + 1);
    }

    assertThatThrownBy(() -> ResultReader.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("has 268435457 bytes; a result.json has at most 268435456");
  }

  @Test
  void complaintsStayOnOneLineWhateverTheInputHolds() throws IOException {
    change(document -> Example.first(document, "verdicts").put("grade", "a\nb\u2028c\td"))
        .isRefusedWith("verdicts[0].grade");
    change(document -> Example.first(document, "verdicts").put("grade", "x".repeat(100_000)))
        .isRefusedWith("found a long string");
  }

  @Property(tries = 200, seed = "1705")
  void everyTruncationIsRefusedInOneLine(
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double part) throws IOException {
    String whole = Example.documented().toString();
    Path file = Files.createTempFile("truncated", ".json");
    try {
      Files.writeString(file, whole.substring(0, (int) (part * whole.length())));

      assertThatThrownBy(() -> ResultReader.read(file))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageMatching(".*(is empty|truncated).*");
    } finally {
      Files.delete(file);
    }
  }

  private static Result.Subject subject(String probe, String metric) {
    return new Result.Subject(probe, Optional.of("binary"), "dense1", Optional.empty(), metric);
  }

  private void refused(String text, String complaint) throws IOException {
    Path file = Example.write(folder, text);
    assertThatThrownBy(() -> ResultReader.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\p{Cntrl}\u2028]{1,600}");
  }

  private Changed change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode document = Example.documented();
    change.accept(document);
    return complaint -> refused(document.toString(), complaint);
  }

  private Changed changeFilters(Consumer<ObjectNode> change) throws IOException {
    ObjectNode document = Example.withFilters();
    change.accept(document);
    return complaint -> refused(document.toString(), complaint);
  }

  private interface Changed {
    void isRefusedWith(String complaint) throws IOException;
  }
}
