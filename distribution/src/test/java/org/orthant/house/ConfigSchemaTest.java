package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.framework.cli.Orthant;

/** The schema for editors, beside what reads a configuration in earnest. */
class ConfigSchemaTest {
  private static final Path FILE = Orthant.CONFIGS.resolve("orthant.schema.json");
  private static final String GOOD =
      """
      name: good
      dataset: digits
      network: { bnn-mlp: { dense: [8], training: { epochs: 1 } } }
      quantizers: { binary: binary }
      probes: [angle]
      """;

  @TempDir static Path folder;
  private static List<String> written;
  private static Schema schema;

  @BeforeAll
  static void write() {
    Orthant.Ending ending = new Orthant(folder.resolve("home")).execute("schema");
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    written = ending.out();
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(String.join("\n", written), InputFormat.JSON);
  }

  static List<Path> configs() throws IOException {
    return ShippedConfigsTest.configs();
  }

  @Test
  void fileIsTheSchemaOfTheShippedPlugins() throws IOException {
    assertThat(Files.readString(FILE))
        .as("out of date; as of now: ./orthant schema > configs/orthant.schema.json")
        .isEqualTo(String.join("\n", written) + "\n");
  }

  @ParameterizedTest
  @MethodSource("configs")
  void shippedConfigurationNamesTheSchemaAndKeepsToIt(Path config) throws IOException {
    assertThat(Files.readString(config))
        .startsWith("# yaml-language-server: $schema=orthant.schema.json\n");
    assertThat(errors(Files.readString(config))).isEmpty();
  }

  static Stream<String> broken() {
    return Stream.of(
        "",
        "[]",
        GOOD + "colour: blue\n",
        GOOD.replace("network:", "netwrk:"),
        GOOD.replaceFirst("network:.*\n", ""),
        GOOD.replaceFirst("probes:.*\n", ""),
        GOOD.replace("name: good", "name: ../good"),
        GOOD.replace("name: good", "name: [good]"),
        GOOD.replace("name: good", "name:"),
        GOOD + "seed: many\n",
        GOOD + "seed:\n",
        GOOD + "seed: 1.5\n",
        GOOD + "seed: 9223372036854775808\n",
        GOOD.replace("dataset: digits", "dataset: digts"),
        GOOD.replace("bnn-mlp", "bnn-mpl"),
        GOOD.replace("epochs: 1", "epochs: many"),
        GOOD.replace("epochs: 1", "epochs: 1.5"),
        GOOD.replace("epochs: 1", "epochs: 2147483648"),
        GOOD.replace("epochs: 1", "epochs:"),
        GOOD.replace("epochs: 1", "epocs: 1"),
        GOOD.replace("epochs: 1", "learning-rate: fast"),
        GOOD.replace("epochs: 1", "decay: linear"),
        GOOD.replace("epochs: 1", "flip: 1"),
        GOOD.replace("{ epochs: 1 }", "[1]"),
        GOOD.replace("dense: [8]", "dense: 8"),
        GOOD.replace("dense: [8]", "dense: [eight]"),
        GOOD.replace("dense: [8]", "overrides: { dense1: { weight: binary } }"),
        network("{ pretrained: nowhere }"),
        network("{ pretrained: cifar10-half, bnn-mlp: {} }"),
        network("[bnn-mlp]"),
        GOOD.replace("{ binary: binary }", "binary"),
        GOOD.replace("{ binary: binary }", "{}"),
        quantizer("binry"),
        quantizer("{}"),
        quantizer("{ binary: {}, ternary: {} }"),
        quantizer("{ binary: binary }"),
        quantizer("{ ternary: { rule: relativ } }"),
        quantizer("{ ternary: { thresold: 0.7 } }"),
        quantizer("{ gbt: { quantizer: hadamard } }"),
        quantizer("{ gbt: { rotation: { itq: { limit: large } } } }"),
        GOOD.replace("{ binary: binary }", "{ trained: binary }"),
        GOOD.replace("{ binary: binary }", "{ \"two words\": binary }"),
        GOOD.replace("[angle]", "angle"),
        GOOD.replace("[angle]", "[]"),
        GOOD.replace("[angle]", "[angel]"),
        GOOD.replace("[angle]", "[angle, angle]"),
        GOOD.replace("[angle]", "[{ angle: {}, spectrum: {} }]"),
        GOOD + "layers: []\n",
        GOOD + "layers: ['']\n",
        GOOD + "layers: [\"dense\\n1\"]\n",
        GOOD + "executor: { local: { threads: all } }\n",
        GOOD + "gate: {}\n",
        GOOD + "gate: { worst-verdict: degraded }\n",
        GOOD + "gate: { min-r: high }\n",
        GOOD + "report: []\n");
  }

  @ParameterizedTest
  @MethodSource
  void broken(String yaml) throws IOException {
    assertThat(check(yaml).exitCode()).isEqualTo(2);
    assertThat(errors(yaml)).isNotEmpty();
  }

  static Stream<String> read() {
    return Stream.of(
        GOOD,
        GOOD.replace("name: good", "name: 2024"),
        GOOD.replace("name: good", "name: true"),
        GOOD + "seed: \"-7\"\n",
        GOOD + "seed: -9223372036854775808\n",
        GOOD.replace("dataset: digits", "dataset: { digits: }"),
        GOOD.replace("dataset: digits", "dataset: { digits: { training: 300 } }"),
        GOOD.replace("epochs: 1", ""),
        GOOD.replace("epochs: 1", "epochs: '1'"),
        GOOD.replace("epochs: 1", "epochs: +1"),
        GOOD.replace("epochs: 1", "learning-rate: 1"),
        GOOD.replace("epochs: 1", "flip: 'true'"),
        GOOD.replace("epochs: 1", "decay: 'cosine'"),
        GOOD.replace("dense: [8]", "parameters: "),
        GOOD.replace("dense: [8]", "overrides: { dense1: { weights: { ternary: } } }"),
        quantizer("{ binary: }"),
        quantizer("{ ternary: { threshold: 1, scaled: true } }"),
        quantizer("{ gbt: { quantizer: { uniform: { bits: 4 } }, rotation: pca } }"),
        GOOD.replace("{ binary: binary }", "{ 1: binary, 2nd: ternary }"),
        GOOD.replace("[angle]", "[ablation: { images: 9, refit: 9, quantizers: [] }, angle: ]"),
        GOOD.replace("[angle]", "[ablation: { images: 9, refit: 9, quantizers: }]"),
        GOOD + "layers: dense*\n",
        GOOD + "layers: [dense1, '*']\n",
        GOOD + "executor: { local: { threads: 2 } }\n",
        GOOD + "gate:\n",
        GOOD.replace("angle", "dot-product") + "gate: { min-r: .5, worst-verdict: }\n",
        GOOD + "report: out/good\n",
        GOOD.replace("name: good", "name: &x good") + "report: *x\n");
  }

  @ParameterizedTest
  @MethodSource
  void read(String yaml) throws IOException {
    Orthant.Ending ending = check(yaml);
    assertThat(ending.err()).isEmpty();
    assertThat(ending.exitCode()).isZero();
    assertThat(errors(yaml)).isEmpty();
  }

  /** YAML 1.2 takes each of them for a number, YAML 1.1 some for text. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1e-3", "5e-3", "1E-3", "1.e-3", ".5", "0.5", "1", "01", "+1", "'1e-3'", "1.0E-3"})
  void numbersMayBeWrittenAsTheReaderTakesThem(String number) throws IOException {
    String yaml = GOOD.replace("epochs: 1", "learning-rate: " + number);
    assertThat(check(yaml).err()).isEmpty();
    assertThat(errors(yaml)).isEmpty();
  }

  /** Every value in the place of every other: what the schema lets pass, the reader binds. */
  @Test
  void whatTheSchemaAcceptsIsRead() throws IOException {
    List<String> values =
        List.of(
            "",
            "~",
            "true",
            "'true'",
            "7",
            "'7'",
            "0.5",
            "5e-3",
            "word",
            "binary",
            "local",
            "[]",
            "[7]",
            "[binary]",
            "[angle]",
            "{}",
            "{ binary: }",
            "{ a: binary }",
            "{ angle: {} }");
    List<String> places =
        List.of(
            GOOD.replace("name: good", "name: VALUE"),
            GOOD + "seed: VALUE\n",
            GOOD.replace("dataset: digits", "dataset: VALUE"),
            GOOD.replace("{ bnn-mlp: { dense: [8], training: { epochs: 1 } } }", "VALUE"),
            GOOD.replace("{ binary: binary }", "VALUE"),
            quantizer("VALUE"),
            quantizer("{ gbt: VALUE }"),
            quantizer("{ gbt: { quantizer: VALUE } }"),
            quantizer("{ ternary: { scaled: VALUE } }"),
            quantizer("{ ternary: { threshold: VALUE } }"),
            GOOD.replace("[angle]", "VALUE"),
            GOOD.replace("angle", "VALUE"),
            GOOD.replace("[8]", "VALUE"),
            GOOD.replace("epochs: 1", "epochs: VALUE"),
            GOOD.replace("{ epochs: 1 }", "VALUE"),
            GOOD.replace("dense: [8]", "overrides: VALUE"),
            GOOD.replace("dense: [8]", "overrides: { dense1: VALUE }"),
            GOOD.replace("[angle]", "[ablation: { quantizers: VALUE }]"),
            GOOD + "executor: VALUE\n",
            GOOD + "gate: VALUE\n",
            GOOD + "report: VALUE\n");
    for (String place : places) {
      for (String value : values) {
        String yaml = place.replace("VALUE", value);
        boolean accepted = errors(yaml).isEmpty();
        List<String> problems = check(yaml).err();
        boolean misread = problems.stream().anyMatch(ConfigSchemaTest::isOfTheForm);
        assertThat(accepted).as("%s%n%s", yaml, problems).isEqualTo(!misread);
      }
    }
  }

  /** Whether a problem is one of how the configuration is written, not of what it comes to. */
  private static boolean isOfTheForm(String problem) {
    return problem.contains(": expected ") || problem.contains(": unknown ");
  }

  private static String network(String network) {
    return GOOD.replaceFirst("network:.*\n", "network: " + network + "\n");
  }

  private static String quantizer(String quantizer) {
    return GOOD.replace("{ binary: binary }", "{ mine: " + quantizer + " }");
  }

  private static List<Error> errors(String yaml) {
    return schema.validate(yaml, InputFormat.YAML);
  }

  private static Orthant.Ending check(String yaml) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), yaml);
    return new Orthant(folder.resolve("home")).execute("check", config.toString());
  }
}
