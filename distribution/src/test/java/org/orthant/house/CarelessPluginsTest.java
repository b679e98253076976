package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
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

/** Runs with plugins that take no care of others: each spoils its own findings, and is named. */
class CarelessPluginsTest {
  private static final String CONFIG =
      """
      name: careless
      seed: 5
      dataset: { %s }
      network:
        bnn-mlp:
          dense: [16, 16]
          weights: binary
          activations: binary
          training: { epochs: 1, batch: 50, learning-rate: 3e-3 }
      quantizers: { binary: binary, ternary: ternary%s }
      probes: [%sangle, { dot-product: { images: 50 } }, { permutation: { images: 50 } },
               { ablation: { images: 50, refit: 100 } }, { gradient: { images: 50, refit: 100 } }, weights]
      """;

  private static final String DIGITS = "digits: { training: 200, test: 50 }";
  private static final String QUANTIZERS =
      ", bad-hands: in-place, bad-end: closing, bad-array: returns-closed, bad-fit: spoils-sample,"
          + " bad-words: unreadable, bad-cancel: cancelling, bad-flag: interrupting";
  private static final String PROBES = "shutting, scribbling, sorting, late, interrupted, ";

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path services;
  private static Run sound;
  private static Run careless;

  private record Run(Orthant.Ending ending, ResultFile result) {
    List<String> failures() {
      return StreamSupport.stream(result.root().path("failures").spliterator(), false)
          .map(
              failure ->
                  "%s %s: %s"
                      .formatted(
                          failure.path("name").asText(),
                          failure.path("layer").asText("-"),
                          failure.path("reason").asText()))
          .toList();
    }

    /** All that the other plugins found, in every digit. */
    List<JsonNode> ofOthers(String list) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode each : result.root().path(list)) {
        if (!each.path("quantizer").asText().startsWith("bad")) {
          found.add(each);
        }
      }
      return found;
    }
  }

  @BeforeAll
  static void run() throws IOException {
    services = folder.resolve("plugins");
    orthant = new Orthant(folder.resolve("home"), CarelessPlugins.beside(services));
    sound = run("sound", DIGITS, "", "");
    assertThat(sound.ending().exitCode()).as(() -> said(sound.ending())).isZero();
    careless = run("careless", DIGITS, QUANTIZERS, PROBES);
  }

  @Test
  void culpritsAreNamedAndNobodyElse() {
    assertThat(careless.ending().exitCode()).isEqualTo(1);
    List<String> failures = new ArrayList<>();
    for (String layer : List.of("dense1", "dense2", "dense3")) {
      failures.addAll(
          List.of(
              "bad-hands %s: changed its argument, first at [0, 0]".formatted(layer),
              "bad-end %s: closed its argument".formatted(layer),
              "bad-array %s: returned an array that is closed".formatted(layer),
              "bad-fit %s: fit changed, first at [0, 0], the rows it was shown".formatted(layer),
              "bad-words %s: apply: NoWords".formatted(layer),
              "bad-cancel %s: fit: CancellationException".formatted(layer),
              "bad-flag %s: apply: IllegalStateException: it left its thread interrupted"
                  .formatted(layer)));
    }
    failures.add(
        "shutting dense1: onWeights: closed the continuous weights of dense1 it was shown");
    failures.add(
        "scribbling dense1: onBlock of group 1:"
            + " changed the continuous weights of dense1 it was shown, first at [0, 0]");
    failures.add(
        "sorting dense2: onBlock of group 0:"
            + " changed the products with continuous weights it was shown, first at [0]");
    failures.add(
        "late -: conclude: changed the continuous weights of dense1 it was shown, first at [0, 0]");
    failures.add("interrupted -: conclude: IllegalStateException: it left its thread interrupted");
    assertThat(careless.failures()).containsExactlyElementsOf(failures);
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "distributions", "curves", "joints", "remedies"})
  void othersFindWhatTheyFindWithoutThem(String list) {
    assertThat(careless.ofOthers(list)).isEqualTo(sound.ofOthers(list));
  }

  @Test
  void quantizerMayGiveItsArgumentBack() throws IOException {
    Run run = run("same", DIGITS, ", bad-same: same", "");
    assertThat(run.ending().exitCode()).as(() -> said(run.ending())).isZero();
    for (String layer : List.of("dense1", "dense2", "dense3")) {
      assertThat(run.result().value("angle", "bad-same", layer, "mean-cosine"))
          .isCloseTo(1, within(1e-12));
      assertThat(run.result().value("dot-product", "bad-same", layer, "pearson-r"))
          .isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept-digits", "shuffling-digits"})
  void datasetMayKeepWhatItGives(String dataset) throws IOException {
    Run run = run(dataset, dataset + ": {}", "", "");
    assertThat(run.ending().exitCode()).as(() -> said(run.ending())).isZero();
    assertThat(run.ofOthers("findings")).isNotEmpty().isEqualTo(sound.ofOthers("findings"));
  }

  @Test
  void datasetThatCannotBeHadIsNamed() throws IOException {
    Orthant.Ending ending =
        execute("cancelling", CONFIG.formatted("cancelling-digits: {}", "", ""));
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .contains("orthant: dataset 'cancelling-digits' failed: test: CancellationException");
  }

  @Test
  void exitIsAFailureThatNamesThePlugin() throws Exception {
    Path out = folder.resolve("exit");
    Path said = folder.resolve("exit.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                services + File.pathSeparator + System.getProperty("java.class.path"),
                "org.orthant.framework.cli.Main",
                "run",
                config("exit", CONFIG.formatted(DIGITS, ", bad: exiting", "")).toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("ORTHANT_HOME", folder.resolve("home").toString());
    assertThat(builder.start().waitFor()).isEqualTo(1);
    assertThat(Files.readString(said))
        .contains("orthant: quantizer 'bad' on dense1: apply called System.exit (in org.orthant.");
    assertThat(out.resolve("result.json")).doesNotExist();
  }

  private static Run run(String name, String dataset, String quantizers, String probes)
      throws IOException {
    Orthant.Ending ending = execute(name, CONFIG.formatted(dataset, quantizers, probes));
    Path result = folder.resolve(name).resolve("result.json");
    assertThat(result).as(() -> said(ending)).isNotEmptyFile();
    return new Run(ending, ResultFile.read(result));
  }

  private static Orthant.Ending execute(String name, String yaml) throws IOException {
    return orthant.execute(
        "run",
        config(name, yaml).toString(),
        "--out",
        folder.resolve(name).toString(),
        "--verbose");
  }

  private static Path config(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }

  private static String said(Orthant.Ending ending) {
    return String.join("\n", ending.err());
  }
}
