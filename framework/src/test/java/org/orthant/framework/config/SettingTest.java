package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.framework.catalog.SamplePlugins.Angle;
import org.orthant.framework.catalog.SamplePlugins.Binary;
import org.orthant.framework.catalog.SamplePlugins.DotProduct;
import org.orthant.framework.catalog.SamplePlugins.Gbt;
import org.orthant.framework.catalog.SamplePlugins.Hadamard;
import org.orthant.framework.catalog.SamplePlugins.Mlp;
import org.orthant.framework.catalog.SamplePlugins.Rule;
import org.orthant.framework.catalog.SamplePlugins.Ternary;
import org.orthant.framework.catalog.SamplePlugins.Training;

final class SettingTest {
  private static final String SHORT = ConfigReaderTest.SHORT;
  private static final String FULL = ConfigReaderTest.FULL;

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  @Test
  void aKeyIsReplaced() {
    assertThat(read(SHORT, "name=other").name()).isEqualTo("other");
    assertThat(read(FULL, "seed=3").seed()).isEqualTo(3);
  }

  @Test
  void aKeyIsAdded() {
    assertThat(read(SHORT, "seed=3").seed()).isEqualTo(3);
    assertThat(read(SHORT, "report=a=b").report()).isEqualTo(Path.of("a=b"));
    assertThat(read(SHORT, "layers=[conv1, 'dense*']").layers())
        .containsExactly(
            new Located<>("conv1", Position.ofOverride("layers")),
            new Located<>("dense*", Position.ofOverride("layers")));
  }

  @Test
  void anOptionalKeyIsEmptied() {
    assertThat(read(FULL, "dataset=").dataset()).isEmpty();
  }

  @Test
  void aParameterIsReplaced() {
    assertThat(read(FULL, "network.test-mlp.training.epochs=9").network().value())
        .extracting(network -> ((Mlp) network).training())
        .isEqualTo(new Training(9, 50, 5e-4));
  }

  @Test
  void aParameterIsAddedToAPluginWrittenAsItsId() {
    assertThat(read(SHORT, "network.test-mlp.training.epochs=9").network().value())
        .isEqualTo(new Mlp(List.of(512, 512), new Training(9, 50, 0.01), Map.of()));
    assertThat(read(SHORT, "executor={local: {threads: 2}}", "executor.local.threads=3"))
        .extracting(run -> run.executor().value().toString())
        .isEqualTo("Local[threads=3]");
  }

  @Test
  void aPluginOfAListIsFoundByItsId() {
    assertThat(read(SHORT, "probes.test-angle.strained=4").probes().get(0).value())
        .isEqualTo(new Angle(4, 10));
    RunSpec run =
        read(FULL, "probes.test-dot-product.images=100", "probes.test-angle={ degraded: 20 }");
    assertThat(run.probes().get(0).value()).isEqualTo(new DotProduct(100, 100, "null"));
    assertThat(run.probes().get(1).value()).isEqualTo(new Angle(3, 20));
  }

  @Test
  void anEntryOfAListIsFoundByItsIndex() {
    assertThat(read(FULL, "probes.1=test-dot-product", "probes.0=test-angle").probes())
        .extracting(Named::name)
        .containsExactly("test-angle", "test-dot-product");
    assertThat(read(FULL, "probes.0.test-dot-product.images=8").probes().get(0).value())
        .isEqualTo(new DotProduct(8, 100, "null"));
    assertThat(((Mlp) read(FULL, "network.test-mlp.dense.1=32").network().value()).dense())
        .containsExactly(128, 32);
    assertThat(read(FULL, "layers.0=dense2").layers())
        .extracting(Located::value)
        .containsExactly("dense2", "dense1");
  }

  @Test
  void anIndexIsNoValueOfTheList() {
    RunSpec run = read(SHORT, "network.test-mlp.dense=[1, 2]", "network.test-mlp.dense.1=5");
    assertThat(((Mlp) run.network().value()).dense()).containsExactly(1, 5);
  }

  @Test
  void aNameWithDotsIsFound() {
    assertThat(read(FULL, "quantizers.ternary-0.5.test-ternary.rule=absolute").quantizers().get(1))
        .extracting(Named::value)
        .isEqualTo(new Ternary(Rule.ABSOLUTE, 0.5, true, Optional.of(2)));
  }

  @Test
  void aQuantizerIsAddedAtTheEnd() {
    RunSpec run = read(SHORT, "quantizers.rotated={ test-gbt: { quantizer: test-binary } }");
    assertThat(run.quantizers()).extracting(Named::name).containsExactly("binary", "rotated");
    assertThat(run.quantizers().get(1).value()).isEqualTo(new Gbt(new Binary(), new Hadamard()));
  }

  @Test
  void laterOverridesWin() {
    assertThat(read(SHORT, "seed=3", "seed=4").seed()).isEqualTo(4);
  }

  @Test
  void theCanonicalYamlHoldsTheOverrides() {
    assertThat(read(SHORT, "probes.test-angle.strained=4", "seed=3").yaml())
        .isEqualTo(
            """
            name: short
            network: test-mlp
            quantizers:
              binary: test-binary
            probes:
            - test-angle:
                strained: 4
            seed: 3
            """);
  }

  @Test
  void whatIsSetIsCheckedLikeTheFile() {
    assertProblems(SHORT, "seed=x", "--set seed: expected a whole number, found 'x'");
    assertProblems(
        SHORT,
        "probes.test-angle.strained=20",
        "run.yaml:6:5: degraded: must be at least 20.0, but is 10.0");
    assertProblems(
        FULL,
        "probes.test-dot-product.images=0",
        "--set probes.test-dot-product.images: images: must be at least 1, but is 0");
    assertProblems(
        SHORT,
        "network.test-mlp.training.epocs=2",
        "--set network.test-mlp.training.epocs: unknown key 'epocs'; did you mean 'epochs'?"
            + " allowed: epochs, batch, learning-rate");
    assertProblems(
        FULL,
        "network.bnn.training.epochs=2",
        "--set network.bnn.training.epochs: 'bnn' stands beside 'test-mlp', but only one network"
            + " can stand here; its parameters go one level deeper");
    assertProblems(
        SHORT,
        "sead=2",
        "--set sead: unknown key 'sead'; did you mean 'seed'? allowed: name, seed, dataset,"
            + " network, quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep");
  }

  @Test
  void aPathThatLeadsNowhereIsRefused() {
    assertProblems(
        SHORT,
        "network.training.epochs=2",
        "--set network.training.epochs: cannot set 'training' inside 'test-mlp'; a plugin's"
            + " parameters come after its id");
    assertProblems(
        SHORT,
        "probes.test-angel.strained=2",
        "--set probes.test-angel.strained: unknown list entry 'test-angel'; did you mean"
            + " 'test-angle'? allowed: test-angle; or an index from 0, below 1");
    assertProblems(
        SHORT,
        "probes.1=test-angle",
        "--set probes.1: unknown list entry '1'; allowed: test-angle; or an index from 0, below 1");
    assertProblems(
        SHORT,
        "probes.99999999999=test-angle",
        "--set probes.99999999999: unknown list entry '99999999999'; allowed: test-angle; or an"
            + " index from 0, below 1");
    assertProblems(
        FULL,
        "network.test-mlp.dense.0.x=3",
        "--set network.test-mlp.dense.0.x: cannot set 'x' inside '128'; a plugin's parameters come"
            + " after its id");
  }

  @Test
  void anOverrideThatCannotBeReadIsRefused() {
    assertProblems(SHORT, "seed", "--set seed: expected path=value");
    assertProblems(SHORT, "", "--set : expected path=value");
    assertProblems(SHORT, "=3", "--set : the path has an empty part");
    assertProblems(SHORT, "a..b=3", "--set a..b: the path has an empty part");
    assertProblems(SHORT, "a.=3", "--set a.: the path has an empty part");
    assertProblems(
        SHORT, "seed=!!int 3", "--set seed: tags such as 'tag:yaml.org,2002:int' are not allowed");
    assertProblems(
        SHORT,
        "network={test-mlp: {}, test-mlp: {}}",
        "--set network: the key 'test-mlp' stands here a second time; first at --set network");
    assertThat(problems(SHORT, "seed=[1")).singleElement().asString().startsWith("--set seed: ");
    assertThat(problems(SHORT, "seed=a\n---\nb"))
        .containsExactly(
            "--set seed: a second document; only one is allowed",
            "--set seed: expected a whole number, found 'a'");
    assertThat(problems(SHORT, "a\nb")).containsExactly("--set a b: expected path=value");
  }

  @Test
  void problemsOfOverridesComeAfterThoseOfTheFile() {
    assertThat(problems("nam: x\n" + SHORT, "seed=x", "layers", "report=[a]"))
        .containsExactly(
            "run.yaml:1:1: unknown key 'nam'; did you mean 'name'? allowed: name, seed, dataset,"
                + " network, quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep",
            "--set layers: expected path=value",
            "--set seed: expected a whole number, found 'x'",
            "--set report: expected a path, found a list");
  }

  @Test
  void problemsOfOverridesAreSaidEvenIfTheFileCannotBeRead() {
    assertThat(problems("a: [", "seed")).hasSize(2).last().asString().startsWith("--set seed: ");
  }

  @Test
  void aPathHasAsManyPartsAsAConfigurationIsDeep() {
    String deepest = "a.".repeat(49) + "a";
    assertThat(problems(SHORT, deepest + "=1")).singleElement().asString().contains("unknown key");
    for (int parts : new int[] {51, 5000, 200_000}) {
      String path = "a.".repeat(parts - 1) + "a";
      assertProblems(
          SHORT,
          path + "=1",
          "--set %s: the path has %d parts; at most 50 are allowed"
              .formatted("a.".repeat(30) + "…", parts));
    }
  }

  private void assertProblems(String text, String override, String problem) {
    assertThat(problems(text, override)).containsExactly(problem);
  }

  private List<String> problems(String text, String... overrides) {
    ConfigException exception =
        catchThrowableOfType(ConfigException.class, () -> read(text, overrides));
    assertThat(exception).isNotNull();
    return exception.problems().stream().map(Problem::toString).toList();
  }

  private RunSpec read(String text, String... overrides) {
    return reader.read("run.yaml", text, List.of(overrides));
  }
}
