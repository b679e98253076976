package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.spi.Probe;
import org.orthant.framework.cli.Orthant;

/** A small network of four layers with four choices each is advised, and each choice evaluated. */
class AdviceRunTest {
  private static final List<String> BUDGETS = List.of("1.5", "2", "4", "8");
  private static final String CONFIG =
      """
      name: advised
      seed: %d
      dataset: { digits: { training: 3000, test: 1000 } }
      network:
        bnn-mlp:
          dense: [24, 24, 24]
          weights: identity
          activations: binary
          training: { epochs: 6, batch: 25, learning-rate: 5e-3 }
      quantizers:
        binary: scaled-binary
        ternary: { ternary: { scaled: true } }
        int4: { uniform: { bits: 4 } }
      probes: [ { ablation: { images: 1000, refit: 200 } }%s ]
      advice: %s
      """;

  private static final String ADVICE =
      "{ budgets: { bits-per-weight: [0.5, 1.5, 2, 4, 8], max-accuracy-drop: [0.02] } }";

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path out;
  private static ResultFile result;

  @BeforeAll
  static void run() throws IOException {
    orthant =
        new Orthant(
            folder.resolve("home"),
            FailingPlugins.beside(
                folder.resolve("plugins"), Map.of(Probe.class, List.of(EveryNetwork.class))));
    out = folder.resolve("out");
    Orthant.Ending ending = run(out, 5, ", every-network", ADVICE);
    assertThat(ending.exitCode()).as(ending.err()::toString).isZero();
    result = ResultFile.read(out.resolve("result.json"));
  }

  private static Orthant.Ending run(Path to, int seed, String probes, String advice)
      throws IOException {
    Path config = folder.resolve("run.yaml");
    Files.writeString(config, String.format(Locale.ROOT, CONFIG, seed, probes, advice));
    return orthant.execute("run", config.toString(), "--out", to.toString());
  }

  @Test
  void noNetworkOfAllIsBetterBeyondTheInterval() {
    Map<String, Double> accuracies = all("accuracy");
    Map<String, Double> bits = all("bits");
    assertThat(accuracies).hasSize(256);
    for (String budget : BUDGETS) {
      double best =
          accuracies.entrySet().stream()
              .filter(each -> bits.get(each.getKey()) <= Double.parseDouble(budget))
              .mapToDouble(Map.Entry::getValue)
              .max()
              .orElseThrow();
      JsonNode advised = advised("advice:bits-per-weight-" + budget, "accuracy");
      assertThat(best).as(budget).isLessThanOrEqualTo(advised.path("high").asDouble());
    }
  }

  @Test
  void whatIsAdvisedIsWhatWasEvaluated() {
    Map<String, Double> accuracies = all("accuracy");
    Map<String, Double> bits = all("bits");
    for (JsonNode advice : result.root().path("advice")) {
      List<String> choices = new ArrayList<>();
      for (JsonNode layer : advice.path("layers")) {
        choices.add(layer.path("change").asText().replace("weights:", ""));
      }
      String network = String.join(",", choices).replace(",,", ",continuous,");
      String change = "advice:" + advice.path("name").asText();
      if (accuracies.containsKey(network)) {
        assertThat(advised(change, "accuracy").path("value").asDouble())
            .isEqualTo(accuracies.get(network));
        assertThat(advised(change, "bits-per-weight").path("value").asDouble())
            .isCloseTo(bits.get(network), org.assertj.core.data.Offset.offset(1e-9));
      }
    }
    assertThat(result.root().path("advice")).hasSize(5);
  }

  @Test
  void eachBudgetIsKept() {
    for (String budget : BUDGETS) {
      assertThat(
              advised("advice:bits-per-weight-" + budget, "bits-per-weight")
                  .path("value")
                  .asDouble())
          .isLessThanOrEqualTo(Double.parseDouble(budget));
    }
  }

  @Test
  void aBudgetThatCannotBeKeptIsNamed() {
    assertThat(result.root().path("verdicts").findValuesAsText("reason"))
        .anyMatch(
            reason -> reason.startsWith("No advice for at most 0.5 bits per weight: the cheapest"));
  }

  @Test
  void anAdvisedNetworkIsMeasuredAlone() throws IOException {
    Path config = out.resolve("advice/bits-per-weight-2.yaml");
    Path to = folder.resolve("alone");
    Orthant.Ending ending = orthant.execute("run", config.toString(), "--out", to.toString());

    assertThat(ending.exitCode()).as(ending.err()::toString).isZero();
    JsonNode alone = ResultFile.read(to.resolve("result.json")).root();
    assertThat(alone.path("name").asText()).isEqualTo("advised-bits-per-weight-2");
    assertThat(advised(alone, "assigned", "accuracy").path("n").asInt()).isEqualTo(1000);
  }

  @Test
  void anAdvisedNetworkCanBeTrained() throws IOException {
    Path config = out.resolve("advice/bits-per-weight-2-trained.yaml");
    assertThat(Files.readString(config)).contains("overrides:", "dense1:");
    Orthant.Ending ending = orthant.execute("check", config.toString());
    assertThat(ending.exitCode()).as(ending.err()::toString).isZero();
  }

  @Test
  void neitherThreadsNorOtherProbesMatter() throws IOException {
    Path config = folder.resolve("one.yaml");
    Files.writeString(
        config,
        String.format(Locale.ROOT, CONFIG, 5, "", ADVICE) + "executor: { local: { threads: 1 } }");
    Path to = folder.resolve("one");
    Orthant.Ending ending = orthant.execute("run", config.toString(), "--out", to.toString());
    assertThat(ending.exitCode()).as(ending.err()::toString).isZero();
    assertThat(ofAdvice(ResultFile.read(to.resolve("result.json")))).isEqualTo(ofAdvice(result));
  }

  private static List<JsonNode> ofAdvice(ResultFile of) {
    List<JsonNode> all = new ArrayList<>();
    for (String list : List.of("findings", "verdicts", "advice")) {
      for (JsonNode each : of.root().path(list)) {
        if (each.path("probe").asText().equals("advice")) {
          all.add(each);
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ candidates: [int5] } | candidates: no selected layer has int5",
        "{ budgets: { relative-cost: [0.5] } } | must be bits-per-weight or max-accuracy-drop",
        "{ budgets: { bits-per-weight: [] } } | must hold at least one value",
        "{ budgets: { max-accuracy-drop: [2] } } | must be 0, or at least 0.001 and at most 1",
        "{ cost: table, budgets: { relative-cost: [0.5] } } | what continuous costs in dense1 is"
            + " missing",
      })
  void whatCannotBeAdvisedIsRefused(String advice, String words) throws IOException {
    Path config = folder.resolve("refused.yaml");
    Files.writeString(config, String.format(Locale.ROOT, CONFIG, 5, "", advice));
    Orthant.Ending ending = orthant.execute("check", config.toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains(words);
  }

  private static Map<String, Double> all(String metric) {
    Map<String, Double> all = new HashMap<>();
    for (JsonNode finding : result.root().path("findings")) {
      if (finding.path("probe").asText().equals("every-network")
          && finding.path("metric").asText().equals(metric)) {
        all.put(finding.path("change").asText(), finding.path("value").asDouble());
      }
    }
    return all;
  }

  private static JsonNode advised(String change, String metric) {
    return advised(result.root(), change, metric);
  }

  private static JsonNode advised(JsonNode root, String change, String metric) {
    for (JsonNode finding : root.path("findings")) {
      if (finding.path("change").asText().equals(change)
          && finding.path("metric").asText().equals(metric)) {
        return finding;
      }
    }
    throw new AssertionError("no " + metric + " of " + change);
  }
}
