package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** Runs whose accuracies tell nothing, through the command line. */
class UnreliableAccuracyTest {
  @TempDir Path folder;

  @Test
  void aNetworkAtChanceIsSaidFirstAndNothingIsJudgedByItsAccuracy() throws IOException {
    Orthant.Ending ending =
        run(
            "learning-rate: 1e-12, final-learning-rate: 1e-12",
            "- dot-product: { images: 51 }",
            "- ablation: { images: 1000, refit: 1000 }",
            "- weights");

    assertThat(ending.exitCode()).isEqualTo(3);
    assertThat(ending.err())
        .filteredOn(line -> line.startsWith("caution:"))
        .first()
        .asString()
        .startsWith("caution: The network classifies no better than guessing: its accuracy is 0.");
    assertThat(ending.err())
        .anyMatch(
            line ->
                line.startsWith(
                    "gate: max-accuracy-drop: dense1: The network classifies no better than"));
    ResultFile result = ResultFile.read(out().resolve("result.json"));
    assertThat(reasonOfTheNetwork(result))
        .startsWith("The network classifies no better than guessing: its accuracy is 0.");
    assertThat(Files.readString(out().resolve("index.html")))
        .contains("The network classifies no better than guessing: its accuracy is 0.");
    assertThat(ablation(result)).isNotEmpty().allMatch("NOT_EVALUATED"::equals);
    assertThat(result.root().path("remedies")).isEmpty();
    assertThat(result.root().path("cautions").path(0).path("probes"))
        .extracting(JsonNode::asText)
        .containsExactly("dot-product", "ablation");
    assertThat(result.finding("dot-product", "dense1", "pearson-r").path("n").asInt()).isEqualTo(2);
    assertIntervalsContainTheirValues(result);
  }

  @Test
  void aRefitThatSpoilsTheBaselineLeavesNoVerdict() throws IOException {
    Orthant.Ending ending = run("learning-rate: 1e-2", "- ablation: { images: 500, refit: 1 }");

    assertThat(ending.err())
        .anyMatch(
            line ->
                line.startsWith(
                    "caution: Refitting batch normalization to 1 training image takes the accuracy"
                        + " of the unaltered network from 0."));
    ResultFile result = ResultFile.read(out().resolve("result.json"));
    assertThat(ablation(result)).isNotEmpty().allMatch("NOT_EVALUATED"::equals);
    assertIntervalsContainTheirValues(result);
  }

  @Test
  void checkWarnsOfRefitsToFewImages() throws IOException {
    Path config = config("learning-rate: 1e-2", "- ablation: { images: 500, refit: 1 }");

    assertThat(new Orthant(folder.resolve("home")).execute("check", config.toString()).out())
        .contains(
            "         caution: a refit to 1 image turns about 31.8 % of a dense layer's signs by"
                + " chance; take 1000 or more");
  }

  private static List<String> ablation(ResultFile result) {
    return StreamSupport.stream(result.root().path("verdicts").spliterator(), false)
        .filter(verdict -> verdict.path("probe").asText().equals("ablation"))
        .map(verdict -> verdict.path("grade").asText())
        .toList();
  }

  private static String reasonOfTheNetwork(ResultFile result) {
    return StreamSupport.stream(result.root().path("verdicts").spliterator(), false)
        .filter(verdict -> verdict.path("layer").asText().equals("network"))
        .filter(verdict -> !verdict.has("probe"))
        .findFirst()
        .orElseThrow()
        .path("reason")
        .asText();
  }

  private static void assertIntervalsContainTheirValues(ResultFile result) {
    assertThat(result.root().path("findings"))
        .filteredOn(finding -> finding.has("low") && !finding.path("value").isNull())
        .isNotEmpty()
        .allMatch(
            finding ->
                finding.path("low").asDouble() <= finding.path("value").asDouble()
                    && finding.path("value").asDouble() <= finding.path("high").asDouble());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Orthant.Ending run(String rate, String... probes) throws IOException {
    return new Orthant(folder.resolve("home"))
        .execute("run", config(rate, probes).toString(), "--out", out().toString());
  }

  private Path config(String rate, String... probes) throws IOException {
    return Files.writeString(
        folder.resolve("run.yaml"),
        String.format(
            Locale.ROOT,
            """
            name: unreliable
            seed: 7
            dataset: { digits: { training: 1000, test: 1000 } }
            network:
              bnn-mlp:
                dense: [24]
                training: { epochs: 1, batch: 50, %s }
            quantizers: { binary: binary, ternary: ternary }
            probes:
              %s
            gate: { max-accuracy-drop: 0.5 }
            """,
            rate,
            String.join("\n  ", probes)));
  }
}
