package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.framework.cli.Orthant;

/** docs/reproduction.md says what the results and logs beside it say. */
class ReproductionTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path LOGS = Path.of("..", "models", "logs");
  private static final int SEEDS = 3;

  /** Columns that trainings which differ in the seed alone have in common. */
  private static final Set<String> SETTINGS =
      Set.of(
          "network",
          "recipe",
          "initial_weights",
          "step_scale",
          "loss_function",
          "weights",
          "classes",
          "epochs");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"paper-cifar10", "cifar10-half", "paper-cifar10-ternary", "paper-mnist"})
  void tableOfClaimsIsThatOfTheResult(String run) throws IOException {
    Path table = folder.resolve("claims.md");
    Orthant.Ending ending =
        new Orthant(folder)
            .execute(
                "report",
                DOCS.resolve("reproduction").resolve(run + ".json").toString(),
                "--format",
                "md",
                "--out",
                table.toString());
    assertThat(ending.err()).isEmpty();
    String claims = Files.readString(table).split("\n\n", 2)[0];
    assertThat(document()).contains(claims);
  }

  @Test
  void tableOfFirstLayersIsThatOfTheLogs() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String first : List.of("continuous", "binary", "hadamard", "orthogonal")) {
      List<Double> accuracies = new ArrayList<>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        accuracies.add(lastAccuracy(LOGS.resolve("first-layer-" + first + "-" + seed + ".csv")));
      }
      rows.add(
          IntStream.range(0, SEEDS)
                  .mapToObj(i -> String.format(Locale.ROOT, " %.4f |", accuracies.get(i)))
                  .collect(Collectors.joining())
              + String.format(
                  Locale.ROOT,
                  " %.4f |",
                  accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    }
    assertThat(document()).contains(rows);
  }

  @Test
  void accuraciesOfLongTrainingsAreThoseOfTheLogs() throws IOException {
    assertThat(document())
        .contains(
            String.format(
                Locale.ROOT, "ends at %.4f", lastAccuracy(LOGS.resolve("cifar10-full-fast.csv"))));
  }

  @Test
  void tableOfTheScoreLayerIsThatOfItsTrainings() throws IOException {
    List<String> lines =
        Files.readAllLines(DOCS.resolve("reproduction").resolve("score-layer.csv"));
    List<String> columns = List.of(lines.get(0).split(",", -1));
    Map<List<String>, List<Map<String, String>>> settings = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      String[] cells = line.split(",", -1);
      IntStream.range(0, cells.length).forEach(i -> row.put(columns.get(i), cells[i]));
      settings
          .computeIfAbsent(
              columns.stream().filter(SETTINGS::contains).map(row::get).toList(),
              setting -> new ArrayList<>())
          .add(row);
    }
    for (List<Map<String, String>> seeds : settings.values()) {
      assertThat(document())
          .contains(
              String.format(
                      Locale.ROOT,
                      "| %.2f | %.1f° | %.2f | %.0f %% | %.0f %% | %.3f |",
                      mean(seeds, "loss"),
                      mean(seeds, "degrees"),
                      mean(seeds, "excess_kurtosis"),
                      100 * mean(seeds, "near_zero"),
                      100 * mean(seeds, "turned"),
                      mean(seeds, "r"))
                  .replace('-', '−'));
    }
  }

  private static double mean(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .mapToDouble(row -> Double.parseDouble(row.get(column)))
        .average()
        .orElseThrow();
  }

  private static String document() throws IOException {
    return Files.readString(DOCS.resolve("reproduction.md"));
  }

  private static double lastAccuracy(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    int column = List.of(lines.get(0).split(",", -1)).indexOf("accuracy");
    return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[column]);
  }
}
