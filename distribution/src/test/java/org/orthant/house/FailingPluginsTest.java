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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
      quantizers: { binary: binary, ternary: ternary, %s }
      probes: [angle, %s{ dot-product: { images: 50 } }, { ablation: { images: 50, refit: 100 } }, mapping]
      """;

  private static final String BAD_QUANTIZERS =
      "bad-shape: other-shape, bad-number: not-a-number, bad-fit: unfit, bad-later: weights-only, bad-groups: no-groups";
  private static final String CHANGING_QUANTIZERS = "bad-hands: in-place, bad-mood: moody";
  private static final String BAD_PROBES =
      "throws-on-weights, throws-on-one-block, throws-at-the-end, twice, unlinked, changes-inputs, ";

  @TempDir static Path folder;
  private static Orthant orthant;
  private static ResultFile sound;
  private static Run quantizers;
  private static Run verified;

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

    /** The page is too long for an assertion's message. */
    boolean says(String text) {
      return page.contains(text);
    }

    List<String> lines() {
      return ending.err().stream().filter(line -> line.startsWith("orthant: ")).toList();
    }
  }

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"), FailingPlugins.beside(folder.resolve("plugins")));
    Run run = run("sound", "", "");
    assertThat(run.ending().exitCode()).as(() -> String.join("\n", run.ending().err())).isZero();
    assertThat(run.result().root().has("failures")).isFalse();
    assertThat(run.says("failed: ")).isFalse();
    sound = run.result();
    quantizers = run("quantizers", BAD_QUANTIZERS, "");
    verified = run("verified", CHANGING_QUANTIZERS, BAD_PROBES, "--verify-plugins");
  }

  @Test
  void quantizersThatFailAreNamedWithLayerAndPlace() {
    assertThat(quantizers.failures())
        .containsExactly(
            "quantizer bad-shape dense1: returned FLOAT [16, 785] for FLOAT [16, 784]",
            "quantizer bad-number dense1: returned what cannot be used:"
                + " 1 of 12544 numbers are not finite, the first at [3, 5]",
            "quantizer bad-shape dense2: returned FLOAT [16, 17] for FLOAT [16, 16]",
            "quantizer bad-number dense2: returned what cannot be used:"
                + " 1 of 256 numbers are not finite, the first at [3, 5]",
            "quantizer bad-fit dense2: fit: IllegalStateException: <b>no luck</b> at all",
            "quantizer bad-shape dense3: returned FLOAT [10, 17] for FLOAT [10, 16]",
            "quantizer bad-number dense3: returned what cannot be used:"
                + " 1 of 160 numbers are not finite, the first at [3, 5]",
            "quantizer bad-later dense1: apply: AssertionError: not the weights",
            "quantizer bad-later dense2: apply: AssertionError: not the weights",
            "quantizer bad-later dense3: apply: AssertionError: not the weights",
            "quantizer bad-groups dense1: apply: IllegalStateException: no groups",
            "quantizer bad-groups dense2: apply: IllegalStateException: no groups",
            "quantizer bad-groups dense3: apply: IllegalStateException: no groups");
  }

  @Test
  void runEndsAsFailedAndSaysWhyInALineEach() {
    assertThat(quantizers.ending().exitCode()).isEqualTo(1);
    assertThat(quantizers.lines())
        .hasSize(13)
        .contains(
            "orthant: quantizer 'bad-shape' on dense1 failed:"
                + " returned FLOAT [16, 785] for FLOAT [16, 784]");
    assertThat(quantizers.ending().err())
        .contains(
            "quantizer 'bad-later' on dense3 failed: apply: AssertionError: not the weights;"
                + " measuring begins again without it");
    assertThat(verified.ending().exitCode()).isEqualTo(1);
    assertThat(verified.lines()).hasSize(12);
  }

  @Test
  void quantizerThatFailsOnOneLayerServesTheOthers() {
    ResultFile result = quantizers.result();

    assertThat(result.value("angle", "bad-fit", "dense1", "mean-degrees"))
        .isEqualTo(result.value("angle", "binary", "dense1", "mean-degrees"));
    assertThat(verdicts(result))
        .contains(
            "bad-fit dense2 NOT_EVALUATED failed:"
                + " fit: IllegalStateException: <b>no luck</b> at all");
  }

  @Test
  void argumentsThatChangeAndMapsThatDoAreFoundWherePluginsAreVerified() {
    assertThat(verified.failures())
        .contains(
            "quantizer bad-hands dense1: changed its argument, first at [1, 2]",
            "quantizer bad-mood dense1:"
                + " returned something else for the same rows, first at [0, 0]");
  }

  @Test
  void probesThatFailAreNamedWithTheFirstPlace() {
    List<String> failures =
        verified.failures().stream().filter(line -> line.startsWith("probe")).toList();

    assertThat(failures.get(0))
        .startsWith("probe throws-on-weights dense2: onWeights: IllegalStateException: <script>")
        .hasSizeLessThan(400)
        .endsWith("x…");
    assertThat(failures.subList(1, failures.size()))
        .containsExactly(
            "probe throws-on-one-block dense2:"
                + " onBlock of group 1: IllegalStateException: not this one",
            "probe throws-at-the-end -: conclude: UnsupportedOperationException",
            "probe twice -: conclude: IllegalStateException: size of dense1 twice",
            "probe unlinked dense1: onWeights: NoSuchMethodError: Layer.bias()",
            "probe changes-inputs dense2: onBlock of group 0:"
                + " changed the continuous weights of dense2 it was shown, first at [0, 0]");
  }

  @Test
  void pageSaysSoWithoutRunningWhatPluginsSay() {
    assertThat(quantizers.says("5 plugins failed")).isTrue();
    assertThat(quantizers.says("&lt;b>no luck")).isTrue();
    assertThat(quantizers.says("<b>no luck")).isFalse();
    assertThat(verified.says("8 plugins failed")).isTrue();
    assertThat(verified.says("No numbers: probe <b>throws-at-the-end</b>")).isTrue();
    assertThat(verified.says("<script>alert")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "distributions", "curves", "joints", "remedies"})
  void othersFindWhatTheyFindWithoutThem(String list) {
    assertThat(ofOthers(quantizers.result(), list)).isEqualTo(ofOthers(sound, list));
    assertThat(ofOthers(verified.result(), list)).isEqualTo(ofOthers(sound, list));
  }

  @Test
  void oneThreadFindsTheSame() throws IOException {
    String one = "executor.local.threads=1";

    assertThat(run("quantizers alone", BAD_QUANTIZERS, "", "--set", one).result().findings())
        .isEqualTo(quantizers.result().findings());
    assertThat(
            run("verified alone", CHANGING_QUANTIZERS, BAD_PROBES, "--verify-plugins", "--set", one)
                .result()
                .findings())
        .isEqualTo(verified.result().findings());
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
        CONFIG.formatted("bad: other-shape", "").replace("binary: binary, ternary: ternary,", "");
    Run run = runConfig("none left", config);

    assertThat(run.ending().exitCode()).isEqualTo(1);
    assertThat(run.failures()).hasSize(3).allMatch(reason -> reason.startsWith("quantizer bad"));
    assertThat(verdicts(run.result()))
        .contains("bad dense1 NOT_EVALUATED failed: returned FLOAT [16, 785] for FLOAT [16, 784]")
        .anyMatch(
            verdict ->
                verdict.startsWith("network NOT_EVALUATED 50 test images cannot tell")
                    && verdict.contains("As trained, 0 of 3 layers are sound"));
  }

  @Test
  void networkWhoseOwnQuantizerFailsCannotBeHad() throws IOException {
    String config = CONFIG.formatted("", "").replace("weights: binary", "weights: unfit");
    Path out = folder.resolve("no network");
    Orthant.Ending ending =
        orthant.execute(
            "run",
            Files.writeString(folder.resolve("no network.yaml"), config).toString(),
            "--out",
            out.toString());

    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .filteredOn(line -> line.startsWith("orthant: "))
        .singleElement()
        .asString()
        .contains("the network's quantizer Unfit[] failed on the weights of dense2: ");
    assertThat(out.resolve("result.json")).doesNotExist();
  }

  @Test
  void stackTracesAreForTheVerbose() throws IOException {
    Run run = run("verbose", "", "throws-at-the-end, ", "--verbose");

    assertThat(run.ending().err())
        .contains("java.lang.UnsupportedOperationException")
        .anyMatch(line -> line.contains("at org.orthant.house.FailingPlugins$ThrowsAtTheEnd"));
  }

  /** All that the other plugins found, in every digit. */
  private static List<JsonNode> ofOthers(ResultFile result, String list) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : result.root().path(list)) {
      if (!each.path("quantizer").asText().startsWith("bad")
          && !each.path("change").asText().startsWith("weights:bad")) {
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
