package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** Runs with plugins that break their contracts, through the command line. */
class FailingPluginsTest {
  private static final String CONFIG =
      """
      name: failing
      seed: 5
      dataset: { digits: { training: 200, test: 50 } }
      network:
        bnn-mlp:
          dense: [16, 16]
          weights: binary
          activations: binary
          training: { epochs: 1, batch: 50, learning-rate: 3e-3 }
      quantizers:
        binary: binary
        ternary: ternary
        %s
      probes: [angle, %s{ dot-product: { images: 50 } }, { ablation: { images: 50, refit: 100 } }, mapping]
      """;

  @TempDir static Path folder;
  private static Orthant orthant;
  private static ResultFile sound;

  /** What a run left behind. */
  private record Run(Orthant.Ending ending, ResultFile result, String page) {

    List<String> failures() {
      return StreamSupport.stream(result.root().path("failures").spliterator(), false)
          .map(
              failure ->
                  "%s %s %s: %s"
                      .formatted(
                          failure.path("plugin").asText(),
                          failure.path("name").asText(),
                          failure.path("layer").asText("-"),
                          failure.path("reason").asText()))
          .toList();
    }

    List<String> lines() {
      return ending.err().stream().filter(line -> line.startsWith("orthant: ")).toList();
    }
  }

  @BeforeAll
  static void runWithoutThem() throws IOException {
    orthant = new Orthant(folder.resolve("home"), FailingPlugins.beside(folder.resolve("plugins")));
    Run run = run("sound", "", "");
    assertThat(run.ending().exitCode()).as(() -> String.join("\n", run.ending().err())).isZero();
    sound = run.result();
    assertThat(sound.root().has("failures")).isFalse();
    assertThat(run.page()).doesNotContain("failed");
  }

  @Test
  void quantizerOfAnotherShapeIsLeftOutEverywhere() throws IOException {
    Run run = run("other-shape", "bad: other-shape", "");

    assertThat(run.ending().exitCode()).isEqualTo(1);
    assertThat(run.failures())
        .containsExactly(
            "quantizer bad dense1: returned FLOAT [16, 65] for FLOAT [16, 64]",
            "quantizer bad dense2: returned FLOAT [16, 17] for FLOAT [16, 16]",
            "quantizer bad dense3: returned FLOAT [10, 17] for FLOAT [10, 16]");
    assertThat(run.lines())
        .first()
        .isEqualTo(
            "orthant: quantizer 'bad' on dense1 failed:"
                + " returned FLOAT [16, 65] for FLOAT [16, 64]");
    assertThat(run.page())
        .contains("1 plugin failed")
        .contains("returned FLOAT [16, 65] for FLOAT [16, 64]");
    assertOthersAreAsEver(run);
  }

  @Test
  void numberThatIsNoneIsNamedByRowAndColumn() throws IOException {
    Run run = run("not-a-number", "bad: not-a-number", "");

    assertThat(run.failures())
        .first()
        .isEqualTo(
            "quantizer bad dense1: returned what cannot be used:"
                + " 1 of 1024 numbers are not finite, the first at [3, 5]");
    assertOthersAreAsEver(run);
  }

  @Test
  void quantizerThatFailsOnOneLayerServesTheOthers() throws IOException {
    Run run = run("unfit", "bad: unfit", "");

    assertThat(run.failures())
        .containsExactly("quantizer bad dense2: fit: IllegalStateException: <b>no luck</b> at all");
    assertThat(run.page()).contains("&lt;b>no luck").doesNotContain("<b>no luck");
    assertThat(run.result().value("angle", "bad", "dense1", "mean-degrees"))
        .isEqualTo(run.result().value("angle", "binary", "dense1", "mean-degrees"));
    assertThat(verdicts(run.result()))
        .contains(
            "bad dense2 NOT_EVALUATED failed: fit: IllegalStateException: <b>no luck</b> at all");
    assertOthersAreAsEver(run);
  }

  @Test
  void measuringBeginsAgainWithoutAQuantizerThatFailsLater() throws IOException {
    Run run = run("later", "bad: weights-only", "");

    assertThat(run.failures())
        .containsExactly(
            "quantizer bad dense1: apply: AssertionError: not the weights",
            "quantizer bad dense2: apply: AssertionError: not the weights",
            "quantizer bad dense3: apply: AssertionError: not the weights");
    assertThat(run.ending().err())
        .contains(
            "quantizer 'bad' on dense3 failed: apply: AssertionError: not the weights;"
                + " measuring begins again without it");
    assertOthersAreAsEver(run);

    Run alone = run("later alone", "bad: weights-only", "", "--set", "executor.local.threads=1");
    assertThat(alone.result().findings()).isEqualTo(run.result().findings());
  }

  @Test
  void argumentThatChangesIsFoundWherePluginsAreVerified() throws IOException {
    Run run = run("in-place", "bad: in-place", "", "--verify-plugins");

    assertThat(run.failures())
        .first()
        .isEqualTo("quantizer bad dense1: changed its argument, first at [1, 2]");
    assertOthersAreAsEver(run);
  }

  @Test
  void mapThatIsNotTheSameTwiceIsFoundWherePluginsAreVerified() throws IOException {
    Run run = run("moody", "bad: moody", "", "--verify-plugins");

    assertThat(run.failures())
        .first()
        .isEqualTo(
            "quantizer bad dense1: returned something else for the same rows, first at [0, 0]");
    assertOthersAreAsEver(run);
  }

  @Test
  void probesThatThrowSpoilTheirOwnFindingsOnly() throws IOException {
    String bad =
        "throws-on-weights, throws-on-one-block, throws-at-the-end, twice, unlinked, changes-inputs, ";
    Run run = run("probes", "", bad, "--verify-plugins");

    assertThat(run.ending().exitCode()).isEqualTo(1);
    assertThat(run.failures())
        .satisfiesExactly(
            reason ->
                assertThat(reason)
                    .startsWith(
                        "probe throws-on-weights dense2: onWeights: IllegalStateException: <script>")
                    .hasSizeLessThan(400)
                    .endsWith("x…"),
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "probe throws-on-one-block dense2:"
                            + " onBlock of group 1: IllegalStateException: not this one"),
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "probe throws-at-the-end -: conclude: UnsupportedOperationException"),
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "probe twice -: conclude: IllegalStateException: size of dense1 twice"),
            reason ->
                assertThat(reason)
                    .isEqualTo("probe unlinked dense1: onWeights: NoSuchMethodError: Layer.bias()"),
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "probe changes-inputs dense2: onBlock of group 0: changed the continuous"
                            + " weights of dense2 it was shown, first at [0, 0]"));
    assertThat(run.lines()).hasSize(6);
    assertThat(run.page())
        .contains("6 plugins failed")
        .contains("No numbers: probe <b>throws-at-the-end</b>")
        .doesNotContain("<script>alert");
    assertOthersAreAsEver(run);

    Run alone =
        run("probes alone", "", bad, "--verify-plugins", "--set", "executor.local.threads=1");
    assertThat(alone.result().findings()).isEqualTo(run.result().findings());
  }

  @Test
  void gateDoesNotHoldForWhatFailed() throws IOException {
    Run run =
        run(
            "gate",
            "bad: unfit",
            "",
            "--set",
            "gate.worst-verdict=strained",
            "--set",
            "gate.min-r=-1");

    assertThat(run.ending().exitCode()).isEqualTo(1);
    assertThat(run.ending().err())
        .contains(
            "gate: min-r: dense2: quantizer 'bad' on dense2 failed:"
                + " fit: IllegalStateException: <b>no luck</b> at all");
    assertThat(run.result().root().path("gate"))
        .filteredOn(check -> check.path("layer").asText().equals("dense2"))
        .hasSize(2)
        .allMatch(check -> check.path("outcome").asText().equals("FAILED"));
  }

  @Test
  void runWhoseQuantizersAllFailStillReports() throws IOException {
    String config =
        CONFIG
            .formatted("bad: other-shape", "")
            .replace("  binary: binary\n", "")
            .replace("  ternary: ternary\n", "");
    Run run = runConfig("none left", config);

    assertThat(run.ending().exitCode()).isEqualTo(1);
    assertThat(run.failures()).hasSize(3).allMatch(reason -> reason.startsWith("quantizer bad"));
    assertThat(verdicts(run.result()))
        .contains("network NOT_EVALUATED No layer was judged.")
        .contains("dense1 NOT_EVALUATED No quantizer of this run serves it.");
  }

  @Test
  void stackTracesAreForTheVerbose() throws IOException {
    Run run = run("verbose", "", "throws-at-the-end, ", "--verbose");

    assertThat(run.ending().err())
        .contains("java.lang.UnsupportedOperationException")
        .anyMatch(line -> line.contains("at org.orthant.house.FailingPlugins$ThrowsAtTheEnd"));
  }

  /** All that the other plugins found, in every digit. */
  private static void assertOthersAreAsEver(Run run) {
    for (String list : List.of("findings", "distributions", "curves", "joints", "remedies")) {
      assertThat(ofOthers(run.result(), list)).as(list).isEqualTo(ofOthers(sound, list));
    }
    assertThat(run.page()).contains("id=\"failed\"");
  }

  private static List<JsonNode> ofOthers(ResultFile result, String list) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : result.root().path(list)) {
      if (!each.path("quantizer").asText().equals("bad")
          && !each.path("change").asText().equals("weights:bad")) {
        found.add(each);
      }
    }
    return found;
  }

  private static List<String> verdicts(ResultFile result) {
    return StreamSupport.stream(result.root().path("verdicts").spliterator(), false)
        .filter(verdict -> !verdict.has("probe"))
        .map(
            verdict ->
                "%s %s %s %s"
                    .formatted(
                        verdict.path("quantizer").asText(),
                        verdict.path("layer").asText(),
                        verdict.path("grade").asText(),
                        verdict.path("reason").asText())
                    .strip())
        .toList();
  }

  private static Run run(String name, String quantizer, String probes, String... more)
      throws IOException {
    return runConfig(name, CONFIG.formatted(quantizer, probes), more);
  }

  private static Run runConfig(String name, String yaml, String... more) throws IOException {
    Path out = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                Files.writeString(folder.resolve(name + ".yaml"), yaml).toString(),
                "--out",
                out.toString()));
    arguments.addAll(List.of(more));
    Orthant.Ending ending = orthant.execute(arguments.toArray(String[]::new));
    assertThat(out.resolve("result.json"))
        .as(() -> String.join("\n", ending.err()))
        .isNotEmptyFile();
    return new Run(
        ending,
        ResultFile.read(out.resolve("result.json")),
        Files.readString(out.resolve("index.html")));
  }
}
