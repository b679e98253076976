package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orthant.api.statistics.Moments;

/** Holds the numbers and the figure of docs/theory.md to the code. */
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final int VECTORS = 100_000;

  @Test
  void theSimulationThatDecidesTheVarianceIsTheOnePrinted() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | n | n·Var η in closed form | simulated ± standard error | 1 − 3/π | 1 − 1/π, as printed in the paper |
            |---|---|---|---|---|
            """);
    for (int n : new int[] {2, 3, 9, 27, 100, 1152}) {
      Moments cosines = cosines(n);
      double simulated = n * cosines.variance();
      double error = simulated * Math.sqrt((cosines.excessKurtosis() + 2) / VECTORS);
      double exact = n * new SignAngle(n).cosineVariance();
      table.append(
          row(
              "| %d | %.4f | %.4f ± %.4f | %.4f | %.4f |",
              n, exact, simulated, error, 1 - 3 / Math.PI, 1 - 1 / Math.PI));

      assertThat(Math.abs(simulated - exact)).isLessThan(4 * error);
      assertThat(1 - 1 / Math.PI - simulated).isGreaterThan(1000 * error);
    }

    assertThat(theory()).contains(table);
  }

  @Test
  void theAnglesOfSignsAreTheOnesPrinted() throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | n | E η | E φ | sd φ | 20.18°/√n |
            |---|---|---|---|---|
            """);
    for (int n : new int[] {2, 3, 9, 10, 27, 100, 288, 576, 1152, 2304, 4608, 8192}) {
      SignAngle angle = new SignAngle(n);
      table.append(
          row(
              "| %d | %.5f | %.3f° | %.3f° | %.3f° |",
              n,
              angle.meanCosine(),
              angle.meanDegrees(),
              angle.standardDeviationDegrees(),
              angle.asymptoticStandardDeviationDegrees()));
    }

    assertThat(theory()).contains(table);
  }

  @Test
  void theAnglesOfTernaryVectorsAreTheOnesPrinted() throws IOException {
    String table =
        """
        | threshold t | cosine | angle | zeros |
        |---|---|---|---|
        """
            + row("0, plain signs", new TernaryAngle(0))
            + row("0.02/0.18, the paper's run", new TernaryAngle(0.02 / 0.18))
            + row(
                "0.7 · √(2/π), ternary weight networks",
                new TernaryAngle(0.7 * Math.sqrt(2 / Math.PI)))
            + row(
                String.format(Locale.ROOT, "the best, %.4f", TernaryAngle.best().threshold()),
                TernaryAngle.best());

    assertThat(theory()).contains(table);
  }

  @Test
  void theFigureIsTheOneDrawn() throws IOException {
    String drawn = BinaryRegressionFigure.svg();
    Path fresh = Files.writeString(Path.of("target", "binary-regression.svg"), drawn);

    assertThat(DOCS.resolve("images/binary-regression.svg"))
        .as("to be replaced by %s after a change of the figure", fresh)
        .hasContent(drawn);
    assertThat(theory()).contains("](images/binary-regression.svg)");
  }

  private static String row(String name, TernaryAngle angle) {
    return row(
        "| %s | %.4f | %.2f° | %.2f %% |",
        name, angle.cosine(), angle.degrees(), 100 * angle.zeroFraction());
  }

  private static String row(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  private static String theory() throws IOException {
    return Files.readString(DOCS.resolve("theory.md"));
  }

  private static Moments cosines(int n) {
    SplittableRandom random = new SplittableRandom(1705);
    Moments cosines = new Moments();
    for (int i = 0; i < VECTORS; i++) {
      double sum = 0;
      double squares = 0;
      for (int c = 0; c < n; c++) {
        double x = random.nextGaussian();
        sum += Math.abs(x);
        squares += x * x;
      }
      cosines.add(sum / Math.sqrt(n * squares));
    }
    return cosines;
  }
}
