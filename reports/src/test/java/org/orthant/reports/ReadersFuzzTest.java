package org.orthant.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;
import org.orthant.reports.comparison.Comparison;
import org.orthant.reports.comparison.ComparisonPage;
import org.orthant.reports.comparison.ComparisonTable;
import org.orthant.reports.comparison.RunLabels;
import org.orthant.reports.result.Documents;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;
import org.orthant.reports.words.PlainText;

/** What is read is rendered too. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class ReadersFuzzTest {
  private static final Path FILE = newFile();
  private static final byte[] RESULT = example("# ");
  private static final Fuzz RESULTS = fuzz("result.json, and its report", RESULT);
  private static final Fuzz COMPARED = fuzz("result.json, compared with another", RESULT);
  private static final Fuzz SWEEPS = fuzz("sweep.json, and its report", example("## sweep.json"));

  private static final Fuzz ALTERED_RESULTS =
      fuzz("result.json with other values, and its report", RESULT);
  private static final Fuzz ALTERED_SWEEPS =
      fuzz("sweep.json with other values, and its report", example("## sweep.json"));

  private static Fuzz fuzz(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(UnusableInputException.class), valid);
  }

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", ".json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first example below a heading in the documentation of the formats. */
  private static byte[] example(String heading) {
    try {
      String page = Files.readString(Path.of("../docs/result-format.md"));
      int start = page.indexOf("```json", page.indexOf(heading)) + "```json".length();
      return page.substring(start, page.indexOf("```", start)).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    List.of(RESULTS, COMPARED, SWEEPS, ALTERED_RESULTS, ALTERED_SWEEPS).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void results(@ForAll Random random) {
    RESULTS.feed(random, ReadersFuzzTest::render);
  }

  @Property(seed = "1706")
  void compared(@ForAll Random random) throws IOException {
    Result good = ResultReader.read(Files.write(FILE, RESULT));
    COMPARED.feed(
        random,
        input -> {
          Result other = ResultReader.read(Files.write(FILE, input));
          Comparison comparison = Comparison.of(good, other);
          RunLabels labels = RunLabels.of(good, FILE, other, FILE);
          ComparisonPage.of(comparison, labels).render();
          new ComparisonTable(comparison, true).lines(labels);
          Comparison.of(other, good).cautions().forEach(PlainText::of);
        });
  }

  @Property(seed = "1708")
  void alteredResults(@ForAll Random random) {
    ALTERED_RESULTS.feed(
        random, document -> Documents.altered(document, random), ReadersFuzzTest::render);
  }

  @Property(seed = "1709")
  void alteredSweeps(@ForAll Random random) {
    ALTERED_SWEEPS.feed(
        random,
        document -> Documents.altered(document, random),
        input -> Format.HTML.render(Files.write(FILE, input)));
  }

  @Property(seed = "1707")
  void sweeps(@ForAll Random random) {
    SWEEPS.feed(random, input -> Format.HTML.render(Files.write(FILE, input)));
  }

  private static void render(byte... input) throws IOException {
    Files.write(FILE, input);
    for (Format format : Format.values()) {
      format.render(FILE);
    }
  }
}
