package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.framework.catalog.SamplePlugins.Gbt;
import org.orthant.framework.catalog.SamplePlugins.Mlp;

final class SweepTest {
  private static final String BASE =
      """
      name: swept
      report: out/swept
      network: test-mlp
      quantizers:
        rotated: { test-gbt: { quantizer: test-binary } }
      probes: [test-angle]
      """;

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  @Test
  void withoutASweepThereIsOneRun() {
    Sweep sweep = sweep("");
    assertThat(sweep.isSingle()).isTrue();
    assertThat(sweep.report()).isEqualTo(Path.of("out/swept"));
    assertThat(sweep.parts()).singleElement().extracting(SweepPart::name).isEqualTo("swept");
    assertThat(sweep("sweep:\n").isSingle()).isTrue();
  }

  @Test
  void partsAreTheProductInTheOrderWritten() {
    Sweep sweep =
        sweep(
            """
            sweep:
              seed: [7, 3]
              network.test-mlp.dense: [[16], [32, 8]]
            """);
    assertThat(sweep.parts().stream().map(sweep::words))
        .containsExactly(
            "seed=7, dense=[16]",
            "seed=7, dense=[32, 8]",
            "seed=3, dense=[16]",
            "seed=3, dense=[32, 8]");
    assertThat(sweep.parts().stream().map(part -> part.spec().seed()))
        .containsExactly(7L, 7L, 3L, 3L);
    assertThat(sweep.parts().stream().map(part -> ((Mlp) part.spec().network().value()).dense()))
        .containsExactly(List.of(16), List.of(32, 8), List.of(16), List.of(32, 8));
    assertThat(sweep.axes())
        .extracting(SweepAxis::path, SweepAxis::label, SweepAxis::isReplicates)
        .containsExactly(
            tuple("seed", "seed", true), tuple("network.test-mlp.dense", "dense", false));
  }

  @Test
  void aPartIsARunThatStandsAlone() {
    SweepPart part = sweep("sweep: { seed: [7, 3] }").parts().get(1);
    assertThat(part.name()).isEqualTo("seed-3");
    assertThat(part.spec().yaml())
        .isEqualTo(
            """
            name: seed-3
            network: test-mlp
            quantizers:
              rotated:
                test-gbt:
                  quantizer: test-binary
            probes:
            - test-angle
            seed: 3
            """);
    assertThat(reader.read("part.yaml", part.spec().yaml(), List.of()).yaml())
        .isEqualTo(part.spec().yaml());
  }

  @Test
  void aWholePluginCanBeAValue() {
    Sweep sweep =
        sweep(
            """
            sweep:
              quantizers.rotated.test-gbt.rotation: [test-hadamard, { test-hadamard: { block-size: 8 } }]
            """);
    assertThat(sweep.parts())
        .allMatch(part -> part.spec().quantizers().get(0).value() instanceof Gbt)
        .extracting(part -> part.spec().quantizers().get(0).value())
        .doesNotHaveDuplicates();
    assertThat(sweep.parts().get(0).name()).isEqualTo("rotation-test-hadamard");
    assertThat(sweep.parts().get(1).name())
        .matches("rotation-test-hadamard-block-size-8.*-[0-9a-f]{12}");
  }

  @Test
  void aNameDoesNotDependOnTheOtherValues() {
    String alone = sweep("sweep: { seed: [7] }").parts().get(0).name();
    assertThat(sweep("sweep: { seed: [3, 7] }").parts().get(1).name()).isEqualTo(alone);
  }

  @Test
  void labelsAreAsLongAsItTakes() {
    assertThat(
            sweep(
                    """
                    sweep:
                      quantizers.rotated.test-gbt.quantizer: [test-binary]
                      quantizers.other.test-gbt.quantizer: [test-binary]
                    """)
                .axes())
        .extracting(SweepAxis::label)
        .containsExactly("rotated.test-gbt.quantizer", "other.test-gbt.quantizer");
  }

  @Test
  void namesAreSafeAndDiffer() {
    List<String> values =
        List.of(
            "../../x",
            "/etc/x",
            "..",
            ".",
            "",
            "a/b",
            "a-b",
            "A-b",
            "-1",
            "1",
            ".5",
            "5",
            "a\nb",
            "ü",
            "\u202e",
            "x".repeat(500),
            "x".repeat(501),
            "con",
            "a b",
            "a--b",
            "[1, 2]");
    Set<String> names =
        values.stream()
            .map(value -> PartName.of(List.of("label"), List.of(value)))
            .collect(Collectors.toSet());
    assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct())
        .hasSameSizeAs(values);
    assertThat(names).allMatch(name -> name.matches(RunNames.NAME));
    assertThat(PartName.of(List.of("é"), List.of("1"))).matches(RunNames.NAME);
    assertThat(PartName.of(List.of("a", "b"), List.of("x\ny", "z")))
        .isNotEqualTo(PartName.of(List.of("a", "b"), List.of("x", "y\nz")));
  }

  @Test
  void whatIsNoSweepIsRefused() {
    assertProblems(
        "sweep: 3",
        "run.yaml:7:8: expected a mapping from paths to lists of values, at least one, found '3'");
    assertProblems(
        "sweep: {}",
        "run.yaml:7:8: expected a mapping from paths to lists of values, at least one, found a"
            + " mapping");
    assertProblems(
        "sweep: { seed: 3, network.test-mlp.dense: [] }",
        "run.yaml:7:16: expected a list of values, at least one, found '3'",
        "run.yaml:7:43: expected a list of values, at least one, found none");
    assertProblems(
        "sweep: { seed: [1, 2, 1] }",
        "run.yaml:7:23: the value '1' stands here a second time; first at run.yaml:7:17");
    assertProblems(
        "sweep: { name: [a], report: [b], sweep.seed: [1], a..b: [1] }",
        "run.yaml:7:10: 'name' cannot be swept",
        "run.yaml:7:21: 'report' cannot be swept",
        "run.yaml:7:34: 'sweep.seed' cannot be swept",
        "run.yaml:7:51: the path has an empty part");
  }

  @Test
  void thereAreNotTooManyParts() {
    String many =
        IntStream.range(0, 40).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    assertProblems(
        "sweep: { seed: [%s], network.test-mlp.training.epochs: [%s] }".formatted(many, many),
        "run.yaml:7:1: stands for 1600 runs or more; at most 1000 are allowed");
  }

  @Test
  void problemsOfAllPartsAreSaidAtOnceAndOnce() {
    assertProblems(
        """
        sweep:
          seed: [1, x]
          quantizers.rotated.test-gbt.rotation: [test-hadamar, test-hadamard]
          network.dense: [[1]]
        """,
        "run.yaml:8:13: expected a whole number, found 'x'",
        "run.yaml:9:42: unknown rotation 'test-hadamar'; did you mean 'test-hadamard'? allowed:"
            + " test-hadamard",
        "run.yaml:10:3: cannot set 'dense' inside 'test-mlp'; a plugin's parameters come after its"
            + " id");
  }

  @Test
  void overridesReachTheSweep() {
    Sweep sweep =
        reader.sweep(
            "run.yaml",
            BASE + "sweep: { seed: [1] }",
            Path.of(""),
            List.of("sweep.seed=[4, 5]", "name=other"),
            AllowedPaths.ANY);
    assertThat(sweep.name()).isEqualTo("other");
    assertThat(sweep.parts()).extracting(SweepPart::name).containsExactly("seed-4", "seed-5");
  }

  @Test
  void whoAsksForOneRunGetsNoSweep() {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () -> reader.read("run.yaml", BASE + "sweep: { seed: [1] }", List.of()));
    assertThat(refusal).hasMessage("run.yaml:1:1: expected one run, found a sweep of several");
  }

  private void assertProblems(String sweep, String... problems) {
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> sweep(sweep));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problems().stream().map(Problem::toString)).containsExactly(problems);
  }

  private Sweep sweep(String yaml) {
    return reader.sweep("run.yaml", BASE + yaml, Path.of(""), List.of(), AllowedPaths.ANY);
  }
}
