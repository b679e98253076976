package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.SamplePlugins;
import org.orthant.framework.catalog.SamplePlugins.Angle;
import org.orthant.framework.catalog.SamplePlugins.Binary;
import org.orthant.framework.catalog.SamplePlugins.Digits;
import org.orthant.framework.catalog.SamplePlugins.DotProduct;
import org.orthant.framework.catalog.SamplePlugins.Gbt;
import org.orthant.framework.catalog.SamplePlugins.Hadamard;
import org.orthant.framework.catalog.SamplePlugins.LayerChoice;
import org.orthant.framework.catalog.SamplePlugins.Local;
import org.orthant.framework.catalog.SamplePlugins.Mlp;
import org.orthant.framework.catalog.SamplePlugins.Rule;
import org.orthant.framework.catalog.SamplePlugins.Ternary;
import org.orthant.framework.catalog.SamplePlugins.Training;

final class ConfigReaderTest {
  /** As short as it can be. */
  static final String SHORT =
      """
      name: short
      network: test-mlp
      quantizers:
        binary: test-binary
      probes:
        - test-angle
      """;

  /** Uses all there is. */
  static final String FULL =
      """
      # A comment.
      name: full-1.0
      seed: -9007199254740993
      dataset: { test-digits: { images: 5000000000 } }
      network:
        test-mlp:
          dense: [128, 64]
          overrides:
            conv1: { weights: { test-ternary: { rule: absolute } } }
            dense1: { weights: test-binary, activations: test-binary }
          training: { epochs: 2, learning-rate: 5e-4 }
      quantizers:
        zeta: test-binary
        ternary-0.5: { test-ternary: { threshold: .5, keep-scale: true, bits: 2 } }
        alpha: { test-gbt: { quantizer: test-binary, rotation: { test-hadamard: { block-size: 8 } } } }
      layers: [conv*, dense1]
      probes:
        - test-dot-product:
            label: "null"
            images: 7
        - test-angle
      executor: { local: { threads: 4 } }
      report: out/full
      """;

  private final ConfigReader reader =
      new ConfigReader(catalog(), new PretrainedNetworks(List.of()));

  static Catalog catalog() {
    return Guice.createInjector(new CatalogModule(SamplePlugins.all())).getInstance(Catalog.class);
  }

  @Test
  void theFocusStandsFirst() {
    RunSpec spec = read(FULL + "focus: alpha\n");

    assertThat(spec.quantizers())
        .extracting(Named::name)
        .containsExactly("alpha", "zeta", "ternary-0.5");
    assertThat(spec.focus()).contains("alpha");
  }

  @Test
  void whatIsLeftOutTakesItsDefault() {
    RunSpec run = read(SHORT);
    assertThat(run.name()).isEqualTo("short");
    assertThat(run.seed()).isEqualTo(1);
    assertThat(run.dataset()).isEmpty();
    assertThat(run.network()).isEqualTo(new Named<>("test-mlp", "test-mlp", new Mlp(), at(2, 10)));
    assertThat(run.quantizers())
        .containsExactly(new Named<>("binary", "test-binary", new Binary(), at(4, 3)));
    assertThat(run.layers()).containsExactly(new Located<>("*", at(1, 1)));
    assertThat(run.probes())
        .containsExactly(new Named<>("test-angle", "test-angle", new Angle(), at(6, 5)));
    assertThat(run.executor()).isEqualTo(new Named<>("local", "local", new Local(), at(1, 1)));
    assertThat(run.report()).isEqualTo(Path.of("reports", "out", "short"));
  }

  @Test
  void everythingCanBeWritten() {
    RunSpec run = read(FULL);
    assertThat(run.name()).isEqualTo("full-1.0");
    assertThat(run.seed()).isEqualTo(-9007199254740993L);
    assertThat(run.dataset())
        .contains(new Named<>("test-digits", "test-digits", new Digits(5_000_000_000L), at(4, 12)));
    Ternary absolute = new Ternary(Rule.ABSOLUTE, 0.7, false, Optional.empty());
    assertThat(run.network().value())
        .isEqualTo(
            new Mlp(
                List.of(128, 64),
                new Training(2, 50, 5e-4),
                Map.of(
                    "conv1", new LayerChoice(absolute, Optional.empty()),
                    "dense1", new LayerChoice(new Binary(), Optional.of(new Binary())))));
    assertThat(run.network().position()).isEqualTo(at(6, 3));
    assertThat(run.quantizers())
        .containsExactly(
            new Named<>("zeta", "test-binary", new Binary(), at(13, 3)),
            new Named<>(
                "ternary-0.5",
                "test-ternary",
                new Ternary(Rule.RELATIVE_TO_MEAN, 0.5, true, Optional.of(2)),
                at(14, 3)),
            new Named<>("alpha", "test-gbt", new Gbt(new Binary(), new Hadamard(8)), at(15, 3)));
    assertThat(run.layers())
        .containsExactly(new Located<>("conv*", at(16, 10)), new Located<>("dense1", at(16, 17)));
    assertThat(run.probes())
        .containsExactly(
            new Named<>(
                "test-dot-product", "test-dot-product", new DotProduct(7, 100, "null"), at(18, 5)),
            new Named<>("test-angle", "test-angle", new Angle(), at(21, 5)));
    assertThat(run.executor().value()).isEqualTo(new Local(4));
    assertThat(run.report()).isEqualTo(Path.of("out/full"));
  }

  @Test
  void mapsKeepTheOrderOfTheFile() {
    Mlp network = (Mlp) read(FULL).network().value();
    assertThat(network.overrides().keySet()).containsExactly("conv1", "dense1");
  }

  @Test
  void aPartOfARecordTakesTheRestFromThePluginsDefault() {
    Mlp network =
        (Mlp) read(with("test-mlp", "{ test-mlp: { training: { epochs: 3 } } }")).network().value();
    assertThat(network.training()).isEqualTo(new Training(3, 50, 0.01));
  }

  @Test
  void wordsAreReadAsTheirPlaceDemands() {
    for (String word : List.of("no", "on", "1", "1.0", "2001-01-01", "true", "0x10", "=")) {
      RunSpec run = read(with("- test-angle", "- test-dot-product: { label: " + word + " }"));
      assertThat(run.probes().get(0).value()).isEqualTo(new DotProduct(500, 100, word));
    }
    assertThat(read(with("name: short", "name: no")).name()).isEqualTo("no");
    assertThat(read(with("binary:", "on:")).quantizers().get(0).name()).isEqualTo("on");
    assertThat(read(with("name: short", "name: 007")).name()).isEqualTo("007");
    assertThat(read(SHORT + "seed: 007").seed()).isEqualTo(7);
    assertThat(read(SHORT + "seed: +7").seed()).isEqualTo(7);
    assertThat(read(SHORT + "seed: '7'").seed()).isEqualTo(7);
  }

  @Test
  void numbersAreWrittenInAnyUsualWay() {
    Map<String, Double> numbers =
        Map.of("5e-3", 0.005, "+.5", 0.5, "2.", 2.0, "1E+1", 10.0, "3", 3.0, "0.1", 0.1);
    numbers.forEach(
        (text, number) -> {
          RunSpec run = read(with("test-binary", "{ test-ternary: { threshold: " + text + " } }"));
          assertThat(((Ternary) run.quantizers().get(0).value()).threshold()).isEqualTo(number);
        });
  }

  @Test
  void anOptionalParameterMayBeLeftEmpty() {
    for (String nothing : List.of("", "~", "null")) {
      RunSpec run = read(with("test-binary", "{ test-ternary: { bits: " + nothing + " } }"));
      assertThat(((Ternary) run.quantizers().get(0).value()).bits()).isEmpty();
    }
    assertThat(read(SHORT + "dataset:").dataset()).isEmpty();
    assertThat(read(SHORT + "report:").report()).isEqualTo(Path.of("reports", "out", "short"));
  }

  @Test
  void aPluginMayHaveAnEmptyMappingOfParameters() {
    for (String angle :
        List.of("test-angle:", "test-angle: {}", "{test-angle: }", "'test-angle'")) {
      assertThat(read(with("test-angle", angle)).probes().get(0).value()).isEqualTo(new Angle());
    }
  }

  @Test
  void oneLayerNeedsNoList() {
    assertThat(read(SHORT + "layers: dense*").layers())
        .containsExactly(new Located<>("dense*", at(7, 9)));
  }

  @Test
  void aliasesStandForWhatTheyMark() {
    RunSpec run =
        read(
            """
            name: aliased
            network: test-mlp
            quantizers:
              first: &quantizer { test-ternary: { threshold: 0.1 } }
              second: *quantizer
              third: { test-gbt: { quantizer: *quantizer } }
            probes: [ test-angle ]
            """);
    assertThat(run.quantizers().get(1).value()).isEqualTo(run.quantizers().get(0).value());
    assertThat(run.quantizers().get(2).value())
        .isEqualTo(
            new Gbt(
                new Ternary(Rule.RELATIVE_TO_MEAN, 0.1, false, Optional.empty()), new Hadamard()));
  }

  @Test
  void theCanonicalYamlIsFreeOfStyle() {
    RunSpec run =
        read(
            """
            # All the same.
            {"name": 'short', network: test-mlp, # here
              quantizers: {binary: "test-binary"}, probes: [test-angle]}
            """);
    assertThat(run.yaml()).isEqualTo(read(SHORT).yaml());
    assertThat(run.yaml())
        .isEqualTo(
            """
            name: short
            network: test-mlp
            quantizers:
              binary: test-binary
            probes:
            - test-angle
            """);
  }

  @Test
  void theCanonicalYamlReadsAsTheSameRun() {
    for (String text :
        List.of(
            FULL,
            with("- test-angle", "- test-dot-product: { label: \"a: 'b'\\n # c\\t\\\"\" }"),
            with("- test-angle", "- test-dot-product: { label: '' }"),
            with("- test-angle", "- test-dot-product: { label: \"\\uD800\" }"),
            with("- test-angle", "- test-dot-product: { label: \"\\0\\e\\N\\L\" }"),
            with("- test-angle", "- test-dot-product: { label: ' * ' }"),
            with("- test-angle", "- test-dot-product: { label: '*' }"),
            with("- test-angle", "- test-dot-product: { label: '=' }"),
            with("- test-angle", "- test-dot-product: { label: '<<' }"),
            with("- test-angle", "- test-dot-product: { label: '&' }"),
            with("- test-angle", "- test-dot-product: { label: wᵇ·a😀 }"),
            with("- test-angle", "- test-dot-product:\n      label: |\n        a\n        b\n"),
            with("test-binary", "{ test-ternary: { bits: } }"))) {
      RunSpec run = read(text);
      RunSpec again = read(run.yaml());
      assertThat(again.yaml()).isEqualTo(run.yaml());
      assertThat(withoutPositions(again)).isEqualTo(withoutPositions(run));
    }
  }

  private static List<Object> withoutPositions(RunSpec run) {
    return List.of(
        run.name(),
        run.seed(),
        run.dataset().map(Named::value),
        run.network().value(),
        run.quantizers().stream().map(Named::name).toList(),
        run.quantizers().stream().map(Named::value).toList(),
        run.layers().stream().map(Located::value).toList(),
        run.probes().stream().map(Named::value).toList(),
        run.executor().value(),
        run.report());
  }

  private static String with(String old, String replacement) {
    return SHORT.replace(old, replacement);
  }

  private RunSpec read(String text) {
    return reader.read("run.yaml", text, List.of());
  }

  private static Position at(int line, int column) {
    return new Position("run.yaml", line, column);
  }
}
