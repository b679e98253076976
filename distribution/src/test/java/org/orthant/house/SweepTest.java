package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** Sweeps through the command line: whole, interrupted, spoilt, failing. */
class SweepTest {
  /** Four parts, of two trainings. */
  static final String TRAINED =
      """
      name: trained
      dataset: { digits: { training: 200, test: 100 } }
      network: { bnn-mlp: { dense: [8], training: { epochs: 1, batch: 50 } } }
      quantizers: { binary: binary, rotated: { gbt: { quantizer: binary, rotation: dct } } }
      probes: [angle, { dot-product: { images: 50 } }, { accuracy: { images: 100 } }]
      layers: [dense2]
      sweep:
        seed: [1, 2]
        quantizers.rotated.gbt.rotation: [dct, random-orthogonal]
      """;

  private static final String VECTORS =
      """
      name: vectors
      network: { random-vectors: { vectors: 50, isotropic: [8], exponential: [30] } }
      quantizers: { binary: binary, other: ternary }
      probes: [angle]
      """;

  /** Over numbers, with words beside them. */
  static final String CURVES =
      VECTORS
          + """
          sweep:
            seed: [1, 2]
            quantizers.other.ternary.threshold: [0.3, 0.7, 1.1]
            quantizers.binary: [binary, scaled-binary]
          """;

  private static final List<String> PARTS =
      List.of(
          "seed-1_rotation-dct",
          "seed-1_rotation-random-orthogonal",
          "seed-2_rotation-dct",
          "seed-2_rotation-random-orthogonal");

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path config;
  private static Path whole;
  private static Orthant.Ending ending;

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"), FailingPlugins.beside(folder.resolve("plugins")));
    config = Files.writeString(folder.resolve("run.yaml"), TRAINED);
    whole = folder.resolve("whole");
    ending = run(config, whole);
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
  }

  @Test
  void everyPartIsARunOfItsOwnAndThePageOfAllComesLast() {
    List<String> pages =
        new ArrayList<>(PARTS.stream().map(part -> part(whole, part, "index.html")).toList());
    pages.add(whole.resolve("index.html").toString());
    assertThat(ending.out())
        .filteredOn(line -> line.startsWith("file:"))
        .containsExactlyElementsOf(
            pages.stream().map(page -> Path.of(page).toUri().toString()).toList());
    assertThat(ending.out()).endsWith(whole.resolve("index.html").toUri().toString());
    assertThat(pages).allMatch(page -> Files.isRegularFile(Path.of(page)));
    assertThat(ending.err())
        .filteredOn(line -> line.startsWith("part "))
        .containsExactly(
            "part 1 of 4: seed=1, rotation=dct",
            "part 2 of 4: seed=1, rotation=random-orthogonal",
            "part 3 of 4: seed=2, rotation=dct",
            "part 4 of 4: seed=2, rotation=random-orthogonal");
    assertThat(ending.err()).filteredOn(line -> line.startsWith("training")).hasSize(2);
  }

  @Test
  void numbersAreThoseOfThePartsOverTheSeeds() throws IOException {
    JsonNode rotated =
        finding(whole, "random-orthogonal", "dot-product", "rotated", "dense2", "pearson-r");
    double one = rOfRotated("seed-1_rotation-random-orthogonal");
    double two = rOfRotated("seed-2_rotation-random-orthogonal");
    assertThat(rotated.path("values")).extracting(JsonNode::asDouble).containsExactly(one, two);
    assertThat(rotated.path("n").asInt()).isEqualTo(2);
    assertThat(rotated.path("mean").asDouble()).isCloseTo((one + two) / 2, within(1e-12));
    double reach = 12.706204736 * Math.abs(one - two) / 2;
    assertThat(rotated.path("high").asDouble())
        .isCloseTo((one + two) / 2 + reach, within(1e-8 * (1 + reach)));
    assertThat(
            finding(whole, "dct", "accuracy", "", "network", "accuracy").path("values").toString())
        .isEqualTo(
            finding(whole, "random-orthogonal", "accuracy", "", "network", "accuracy")
                .path("values")
                .toString());
  }

  @Test
  void onlyPartsThatAreNotThereAreComputed() throws IOException {
    Path out = copy("resumed");
    Files.delete(Path.of(part(out, PARTS.get(1), "result.json")));
    Path spoilt = Path.of(part(out, PARTS.get(2), "result.json"));
    Files.writeString(
        spoilt, Files.readString(spoilt).replaceFirst("\"value\" : 0", "\"value\" : 1"));
    Files.delete(out.resolve("sweep.json"));
    Files.delete(Path.of(part(out, PARTS.get(3), "index.html")));

    Orthant.Ending resumed = run(config, out);

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.err())
        .filteredOn(line -> line.startsWith("part "))
        .containsExactly(
            "part 1 of 4: seed=1, rotation=dct is finished already",
            "part 3 of 4: seed=2, rotation=dct is computed again, for %s cannot be used: it has changed since it was written"
                .formatted(spoilt),
            "part 4 of 4: seed=2, rotation=random-orthogonal is finished already",
            "part 2 of 4: seed=1, rotation=random-orthogonal",
            "part 3 of 4: seed=2, rotation=dct");
    assertThat(resumed.out()).filteredOn(line -> line.startsWith("file:")).hasSize(4);
    assertSame(out);
    for (String part : PARTS) {
      assertThat(ResultFile.read(Path.of(part(out, part, "result.json"))).findings())
          .isEqualTo(ResultFile.read(Path.of(part(whole, part, "result.json"))).findings());
    }
  }

  @Test
  void resultOfAnotherConfigurationIsNotTrusted() throws IOException {
    Path out = copy("foreign");
    for (String file : List.of("result.json", "result.json.sha256")) {
      Files.copy(
          Path.of(part(out, PARTS.get(0), file)),
          Path.of(part(out, PARTS.get(1), file)),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Orthant.Ending resumed = run(config, out);
    assertThat(resumed.err())
        .filteredOn(line -> line.contains("cannot be used"))
        .singleElement()
        .asString()
        .endsWith("it is of another configuration");
    assertSame(out);
  }

  @Test
  void valuesThatAreAddedLeaveTheOthersFinished() throws IOException {
    Path out = copy("grown");
    Orthant.Ending grown =
        run(config, out, "--set", "sweep.seed=[1, 2, 3]", "--set", "name=renamed");
    assertThat(grown.exitCode()).isZero();
    assertThat(grown.err()).filteredOn(line -> line.endsWith(" is finished already")).hasSize(4);
    assertThat(ResultFile.read(out.resolve("sweep.json")).root().path("parts")).hasSize(6);
  }

  @Test
  void exportAsksForPartsThatHaveOne() throws IOException {
    Path out = copy("exported");
    String[] arguments = {"--export", "--set", "sweep.seed=[1]"};
    assertThat(run(config, out, arguments).err())
        .filteredOn(line -> line.endsWith("it was written without an export"))
        .hasSize(2);
    assertThat(Path.of(part(out, PARTS.get(0), "export/labels.npy"))).isNotEmptyFile();
    assertThat(run(config, out, arguments).err())
        .filteredOn(line -> line.endsWith(" is finished already"))
        .hasSize(2);
  }

  @Test
  void failureOfAPartLeavesTheOthersStanding() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("failing.yaml"),
            VECTORS
                + "sweep: { quantizers.other: [ternary, not-a-number, identity], seed: [1] }\n");
    Path out = folder.resolve("failing");
    Files.writeString(
        Files.createDirectories(out.resolve("parts")).resolve("other-identity_seed-1"),
        "in the way");
    Orthant.Ending failed = run(file, out);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .filteredOn(line -> line.startsWith("orthant: "))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("orthant: other=not-a-number, seed=1: quantizer 'other'"))
        .last()
        .asString()
        .startsWith("orthant: other=identity, seed=1: cannot write to output folder ");
    JsonNode parts = ResultFile.read(out.resolve("sweep.json")).root().path("parts");
    assertThat(parts.get(0).has("error") || parts.get(0).has("failures")).isFalse();
    assertThat(parts.get(1).path("failures")).hasSize(2);
    assertThat(parts.get(2).path("error").asText()).contains("cannot write");
    assertThat(finding(out, "ternary", "angle", "other", "isotropic-8", "mean-degrees").has("low"))
        .isFalse();
    assertThat(Files.readString(out.resolve("index.html"))).contains("Incomplete");

    assertThat(run(file, out).err())
        .filteredOn(line -> line.startsWith("part "))
        .anyMatch(line -> line.endsWith("a plugin failed in it"))
        .anyMatch(line -> line.equals("part 1 of 3: other=ternary, seed=1 is finished already"));
  }

  @Test
  void gateOfAnyPartIsTheGateOfTheSweep() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gated.yaml"),
            VECTORS
                + """
                gate: { worst-verdict: sound }
                sweep: { "network.random-vectors.exponential": [[], [30]] }
                """);
    Path out = folder.resolve("gated");
    for (int time = 0; time < 2; time++) {
      Orthant.Ending gated = run(file, out);
      assertThat(gated.exitCode()).isEqualTo(3);
      assertThat(gated.err())
          .filteredOn(line -> line.startsWith("gate: "))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("gate: exponential=[30]: worst-verdict: "));
    }
  }

  @Test
  void checkShowsPartsAndTheCostOfAll() {
    Orthant.Ending check = orthant.execute("check", config.toString());
    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).filteredOn(line -> line.startsWith("part ")).hasSize(4);
    assertThat(check.out()).filteredOn(line -> line.contains("a training, ")).hasSize(2);
    assertThat(check.out()).anyMatch(line -> line.startsWith("training 400 images"));
  }

  @Test
  void problemsOfAllPartsAreSaidBeforeAnythingStarts() {
    Path out = folder.resolve("refused");
    Orthant.Ending refused =
        run(
            config,
            out,
            "--set",
            "sweep={probes.dot-product.images: [50, 101, 0], seed: [1, 2], layers: ['dense*', conv1]}");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).containsExactly("--set sweep: images: must be at least 1, but is 0");
    assertThat(
            run(
                    config,
                    out,
                    "--set",
                    "sweep={probes.dot-product.images: [50, 101], seed: [1, 2], layers: ['dense*', conv1]}")
                .err())
        .containsExactly(
            "--set sweep: unknown layer 'conv1'; allowed: dense1, dense2",
            config
                + ":5:19: probe 'dot-product' needs 101 images, and the dataset has 100 for"
                + " testing");
    assertThat(out).doesNotExist();
  }

  static Orthant.Ending run(Orthant orthant, Path config, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", config.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return orthant.execute(arguments.toArray(String[]::new));
  }

  private static Orthant.Ending run(Path config, Path out, String... more) {
    return run(orthant, config, out, more);
  }

  private static String part(Path out, String part, String file) {
    return out.resolve("parts").resolve(part).resolve(file).toString();
  }

  private static double rOfRotated(String part) throws IOException {
    return ResultFile.read(Path.of(part(whole, part, "result.json")))
        .value("dot-product", "rotated", "dense2", "pearson-r");
  }

  private static JsonNode finding(
      Path out, String at, String probe, String quantizer, String layer, String metric)
      throws IOException {
    return StreamSupport.stream(
            ResultFile.read(out.resolve("sweep.json")).root().path("findings").spliterator(), false)
        .filter(finding -> finding.path("at").path(0).asText().equals(at))
        .filter(finding -> finding.path("probe").asText().equals(probe))
        .filter(finding -> finding.path("quantizer").asText().equals(quantizer))
        .filter(finding -> finding.path("layer").asText().equals(layer))
        .filter(finding -> finding.path("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + probe + " " + layer + " " + metric));
  }

  private static void assertSame(Path out) throws IOException {
    for (String file : List.of("sweep.json", "index.html")) {
      assertThat(Files.mismatch(out.resolve(file), whole.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(whole.relativize(file)));
      }
    }
    return copy;
  }
}
