package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigProblemsTest {
  private static final String SHORT = ConfigReaderTest.SHORT;

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  @Test
  void anEmptyFileIsRefused() {
    String expected =
        "expected a mapping with the keys name, seed, dataset, network, quantizers, focus, layers, probes,"
            + " advice, calibration, executor, gate, report, sweep, found nothing";
    assertProblems("", "run.yaml:1:1: " + expected);
    assertProblems("# only a comment\n\n", "run.yaml:1:1: " + expected);
    assertProblems("---\n", "run.yaml:2:1: " + expected);
  }

  @Test
  void aFileThatIsNoMappingIsRefused() {
    assertThat(problems("- name: x")).singleElement().asString().endsWith("found a list");
    assertThat(problems("abc")).singleElement().asString().endsWith("found 'abc'");
  }

  @Test
  void missingKeysAreAllNamed() {
    assertProblems(
        "seed: 3",
        "run.yaml:1:1: the key 'name' is missing",
        "run.yaml:1:1: the key 'network' is missing",
        "run.yaml:1:1: the key 'quantizers' is missing",
        "run.yaml:1:1: the key 'probes' is missing");
  }

  @Test
  void anUnknownKeyComesWithTheNearestOne() {
    assertProblems(
        SHORT + "sead: 3",
        "run.yaml:7:1: unknown key 'sead'; did you mean 'seed'? allowed: name, seed, dataset,"
            + " network, quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep");
    assertProblems(
        SHORT + "frobnicate: 3",
        "run.yaml:7:1: unknown key 'frobnicate'; allowed: name, seed, dataset, network,"
            + " quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep");
  }

  @Test
  void anUnknownParameterComesWithTheNearestOne() {
    assertProblems(
        with("test-mlp", "{ test-mlp: { training: { epocs: 3 } } }"),
        "run.yaml:2:36: unknown key 'epocs'; did you mean 'epochs'? allowed: epochs, batch,"
            + " learning-rate");
    assertProblems(
        with("test-binary", "{ test-binary: { scale: 3 } }"),
        "run.yaml:4:28: unknown key 'scale'; allowed: none");
    assertProblems(
        with("test-mlp", "{ test-mlp: { training: { learningRate: 3 } } }"),
        "run.yaml:2:36: unknown key 'learningRate'; did you mean 'learning-rate'? allowed: epochs,"
            + " batch, learning-rate");
  }

  @Test
  void anUnknownPluginComesWithTheNearestOne() {
    assertProblems(
        with("test-mlp", "test-mpl"),
        "run.yaml:2:10: unknown network 'test-mpl'; did you mean 'test-mlp'? allowed: test-mlp,"
            + " test-stored");
    assertProblems(
        with("test-binary", "{ test-binry: { a: 1 } }"),
        "run.yaml:4:13: unknown quantizer 'test-binry'; did you mean 'test-binary'? allowed:"
            + " test-binary, test-crashing, test-gbt, test-ternary");
    assertProblems(
        with("test-angle", "angles"),
        "run.yaml:6:5: unknown probe 'angles'; allowed: test-angle, test-dot-product");
    assertProblems(
        SHORT + "dataset: mnist",
        "run.yaml:7:10: unknown dataset 'mnist'; allowed: test-digits, test-files");
    assertProblems(
        SHORT + "executor: locale",
        "run.yaml:7:11: unknown executor 'locale'; did you mean 'local'? allowed: local");
    assertProblems(
        with("test-binary", "{ test-gbt: { rotation: test-binary, quantizer: test-hadamard } }"),
        "run.yaml:4:35: unknown rotation 'test-binary'; allowed: test-hadamard",
        "run.yaml:4:59: unknown quantizer 'test-hadamard'; allowed: test-binary, test-crashing,"
            + " test-gbt, test-ternary");
  }

  @Test
  void aPluginOfAnotherFormIsRefused() {
    String form = "written as id or {id: {parameters}}, found ";
    assertProblems(
        with("test-mlp", "[test-mlp]"), "run.yaml:2:10: expected a network, " + form + "a list");
    assertProblems(
        with("test-mlp", "{}"), "run.yaml:2:10: expected a network, " + form + "a mapping");
    assertProblems(with("test-mlp", ""), "run.yaml:2:9: expected a network, " + form + "nothing");
    assertProblems(
        SHORT + "executor: ~", "run.yaml:7:11: expected an executor, " + form + "nothing");
    assertProblems(
        with("test-binary", "{ test-ternary: 0.5 }"),
        "run.yaml:4:27: expected a mapping with the parameters of test-ternary, found '0.5'");
  }

  @Test
  void parametersBesideThePluginAreRefused() {
    assertProblems(
        with("test-angle", "test-angle:\n    strained: 3"),
        "run.yaml:7:5: 'strained' stands beside 'test-angle', but only one probe can stand here;"
            + " its parameters go one level deeper");
  }

  @Test
  void wrongTypesAreRefused() {
    assertProblems(SHORT + "seed: abc", "run.yaml:7:7: expected a whole number, found 'abc'");
    assertProblems(SHORT + "seed: 1.5", "run.yaml:7:7: expected a whole number, found '1.5'");
    assertProblems(SHORT + "seed: 1_000", "run.yaml:7:7: expected a whole number, found '1_000'");
    assertProblems(SHORT + "seed: ٣", "run.yaml:7:7: expected a whole number, found '٣'");
    assertProblems(SHORT + "seed: [1]", "run.yaml:7:7: expected a whole number, found a list");
    assertProblems(
        SHORT + "seed: {a: 1}", "run.yaml:7:7: expected a whole number, found a mapping");
    assertProblems(SHORT + "seed:", "run.yaml:7:6: expected a whole number, found nothing");
    assertProblems(
        SHORT + "seed: 9223372036854775808",
        "run.yaml:7:7: expected a whole number, found '9223372036854775808', which is out of"
            + " range");
    assertProblems(
        ternary("keep-scale: yes"), "run.yaml:4:41: expected true or false, found 'yes'");
    assertProblems(
        ternary("keep-scale: True"), "run.yaml:4:41: expected true or false, found 'True'");
    assertProblems(ternary("bits: x"), "run.yaml:4:35: expected a whole number, found 'x'");
    assertProblems(
        ternary("bits: 2147483648"),
        "run.yaml:4:35: expected a whole number, found '2147483648', which is out of range");
    assertProblems(
        with("test-mlp", "{ test-mlp: { dense: 3 } }"),
        "run.yaml:2:31: expected a list, each entry a whole number, found '3'");
    assertProblems(
        with("test-mlp", "{ test-mlp: { dense: [1, x, 2, y] } }"),
        "run.yaml:2:35: expected a whole number, found 'x'",
        "run.yaml:2:41: expected a whole number, found 'y'");
    assertProblems(
        with("test-mlp", "{ test-mlp: { training: 3 } }"),
        "run.yaml:2:34: expected a mapping of epochs, batch, learning-rate, found '3'");
    assertProblems(
        with("test-mlp", "{ test-mlp: { overrides: [] } }"),
        "run.yaml:2:35: expected a mapping from names, each value a mapping of weights,"
            + " activations, found a list");
    assertProblems(SHORT + "report: ''", "run.yaml:7:9: expected a path, found ''");
    assertProblems(SHORT + "report: [a]", "run.yaml:7:9: expected a path, found a list");
    assertProblems(SHORT + "report: \"a\\0b\"", "run.yaml:7:9: expected a path, found 'a b'");
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "nan", "NaN", "Infinity", "1e", "0x10", "1d", "1,5", "", "--1"})
  void whatIsNoNumberIsRefused(String text) {
    assertProblems(
        ternary("threshold: '" + text + "'"),
        "run.yaml:4:40: expected a number, found '" + text + "'");
  }

  @Test
  void aNumberBeyondDoubleIsRefused() {
    assertProblems(
        ternary("threshold: 1e999"),
        "run.yaml:4:40: expected a number, found '1e999', which is out of range");
  }

  @Test
  void anUnknownEnumValueComesWithTheNearestOne() {
    assertProblems(
        ternary("rule: absolut"),
        "run.yaml:4:35: unknown value 'absolut'; did you mean 'absolute'? allowed: absolute,"
            + " relative-to-mean");
    assertProblems(
        ternary("rule: RELATIVE_TO_MEAN"),
        "run.yaml:4:35: unknown value 'RELATIVE_TO_MEAN'; allowed: absolute, relative-to-mean");
    assertProblems(
        ternary("rule: []"),
        "run.yaml:4:35: expected one of absolute, relative-to-mean, found a list");
  }

  @Test
  void aParameterOutOfRangeIsReportedAtItsKey() {
    assertProblems(
        with("test-angle", "test-dot-product: { images: 0 }"),
        "run.yaml:6:25: images: must be at least 1, but is 0");
    assertProblems(
        with("test-binary", "{ test-gbt: { rotation: { test-hadamard: { block-size: 3 } } } }"),
        "run.yaml:4:54: block-size: must be a power of 2, but is 3");
    assertProblems(
        with("test-mlp", "{ test-mlp: { training: { epochs: 0 } } }"),
        "run.yaml:2:36: epochs: must be at least 1, but is 0");
  }

  @Test
  void allParametersOutOfRangeAreReported() {
    assertProblems(
        with("test-angle", "test-dot-product: { bins: 1, images: 0 }"),
        "run.yaml:6:25: bins: must be at least 2, but is 1",
        "run.yaml:6:34: images: must be at least 1, but is 0");
    assertProblems(
        with("test-angle", "test-dot-product: { images: x, bins: 1, lable: y }"),
        "run.yaml:6:33: expected a whole number, found 'x'",
        "run.yaml:6:36: bins: must be at least 2, but is 1",
        "run.yaml:6:45: unknown key 'lable'; did you mean 'label'? allowed: images, bins, label");
  }

  @Test
  void aDefaultThatDoesNotFitIsReportedAtThePlugin() {
    assertProblems(
        with("test-angle", "test-angle: { strained: 20 }"),
        "run.yaml:6:5: degraded: must be at least 20.0, but is 10.0");
  }

  @Test
  void aConstructorThatFailsIsReportedAtThePlugin() {
    assertProblems(
        with("test-binary", "{ test-crashing: { strength: 4 } }"),
        "run.yaml:4:13: java.lang.IllegalStateException: too strong for this world");
    assertProblems(
        with("test-binary", "{ test-crashing: { strength: -1 } }"),
        "run.yaml:4:13: no strength below 0");
  }

  @Test
  void aParameterWithoutDefaultMustBeWritten() {
    assertProblems(
        SHORT + "dataset: test-files", "run.yaml:7:10: the key 'folder' is missing: a path");
    assertProblems(
        SHORT + "dataset: { test-files: { foldr: x } }",
        "run.yaml:7:12: the key 'folder' is missing: a path",
        "run.yaml:7:26: unknown key 'foldr'; did you mean 'folder'? allowed: folder");
    assertProblems(
        with("test-mlp", "{ test-mlp: { overrides: { conv1: { activations: test-binary } } } }"),
        "run.yaml:2:44: the key 'weights' is missing: a quantizer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/b", "/etc", "..", ".hidden", "-x", "a b", "a:b", "ä", "''", "'a\\'"})
  void aRunNameThatIsAPathIsRefused(String name) {
    assertProblems(
        with("short", name),
        "run.yaml:1:7: expected a name of at most 64 letters, digits, '.', '_' and '-' that begins"
            + " with a letter or digit, found '"
            + name.replace("'", "")
            + "'");
  }

  @Test
  void namesAreAtMost64Long() {
    String longest = "x".repeat(64);
    assertThat(reader.read("run.yaml", with("short", longest), List.of()).name())
        .isEqualTo(longest);
    assertProblems(
        with("short", longest + "x"),
        "run.yaml:1:7: expected a name of at most 64 letters, digits, '.', '_' and '-' that begins"
            + " with a letter or digit, found '"
            + "x".repeat(60)
            + "…'");
    assertProblems(with("short", ""), "run.yaml:1:6: expected text, found nothing");
    assertProblems(with("short", "[a]"), "run.yaml:1:7: expected text, found a list");
  }

  @Test
  void quantizerNamesAreCheckedToo() {
    assertProblems(
        with("binary: ", "a/b: "),
        "run.yaml:4:3: expected a name of at most 64 letters, digits, '.', '_' and '-' that begins"
            + " with a letter or digit, found 'a/b'");
    assertProblems(
        with("binary: ", "trained: "), "run.yaml:4:3: a quantizer cannot be named 'trained'");
    assertProblems(
        with("binary: ", "continuous: "), "run.yaml:4:3: a quantizer cannot be named 'continuous'");
  }

  @Test
  void quantizersMustBeNamed() {
    String expected = "expected a mapping from names to quantizers, at least one, found ";
    assertProblems(
        "name: x\nnetwork: test-mlp\nprobes: [test-angle]\nquantizers: [test-binary]",
        "run.yaml:4:13: " + expected + "a list");
    assertProblems(
        "name: x\nnetwork: test-mlp\nprobes: [test-angle]\nquantizers: {}",
        "run.yaml:4:13: " + expected + "a mapping");
    assertProblems(
        "name: x\nnetwork: test-mlp\nprobes: [test-angle]\nquantizers:",
        "run.yaml:4:12: " + expected + "nothing");
  }

  @Test
  void probesMustBeListedOnce() {
    assertProblems(
        with("- test-angle", "- test-angle\n  - { test-angle: { strained: 4 } }"),
        "run.yaml:7:7: the probe 'test-angle' stands here a second time; first at run.yaml:6:5");
    assertProblems(
        with("\n  - test-angle", " test-angle"),
        "run.yaml:5:9: expected a list of probes, at least one, found 'test-angle'");
    assertProblems(
        with("\n  - test-angle", " []"),
        "run.yaml:5:9: expected a list of probes, at least one, found a list");
  }

  @Test
  void layersMustLookLikeNames() {
    assertProblems(
        SHORT + "layers: [conv1, \"a\\nb\", '']",
        "run.yaml:7:17: expected a layer's name, in which * stands for any letters, found 'a b'",
        "run.yaml:7:25: expected a layer's name, in which * stands for any letters, found ''");
    assertProblems(
        SHORT + "layers: " + "a".repeat(201),
        "run.yaml:7:9: expected a layer's name, in which * stands for any letters, found '"
            + "a".repeat(60)
            + "…'");
    assertProblems(
        SHORT + "layers: []",
        "run.yaml:7:9: expected at least one layer, or \"*\" for all, found a list");
    assertProblems(SHORT + "layers: { a: b }", "run.yaml:7:9: expected text, found a mapping");
  }

  @Test
  void duplicateKeysAreRefused() {
    assertProblems(
        SHORT + "name: again",
        "run.yaml:7:1: the key 'name' stands here a second time; first at run.yaml:1:1");
    assertProblems(
        with("test-mlp", "{ test-mlp: { dense: [1], \"dense\": [2] } }"),
        "run.yaml:2:36: the key 'dense' stands here a second time; first at run.yaml:2:24");
  }

  @Test
  void keysThatAreNoTextAreRefused() {
    assertProblems(SHORT + "[a]: b", "run.yaml:7:1: expected a key, found a list");
    assertProblems(SHORT + "? {a: b}\n: c", "run.yaml:7:3: expected a key, found a mapping");
    assertProblems(SHORT + "~: b", "run.yaml:7:1: expected a key, found nothing");
    assertThat(problems(SHORT + "<<: { seed: 3 }"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:7:1: unknown key '<<'; allowed: ");
  }

  @Test
  void tagsAreRefused() {
    assertProblems(
        SHORT + "seed: !!int 3",
        "run.yaml:7:7: tags such as 'tag:yaml.org,2002:int' are not allowed");
    assertProblems(
        with("test-mlp", "!!javax.script.ScriptEngineManager [ !!java.net.URLClassLoader [[]] ]"),
        "run.yaml:2:10: tags such as 'tag:yaml.org,2002:javax.script.ScriptEngineManager' are not"
            + " allowed",
        "run.yaml:2:10: expected a network, written as id or {id: {parameters}}, found a list",
        "run.yaml:2:47: tags such as 'tag:yaml.org,2002:java.net.URLClassLoader' are not allowed");
    assertProblems(
        with("name: short", "!local name: ! short"),
        "run.yaml:1:1: tags such as '!local' are not allowed",
        "run.yaml:1:14: tags such as '!' are not allowed");
  }

  @Test
  void severalDocumentsAreRefused() {
    assertProblems(
        SHORT + "---\nname: other", "run.yaml:7:1: a second document; only one is allowed");
  }

  @Test
  void brokenYamlIsReportedWhereItBreaks() {
    assertThat(problems("name: [a, b\nseed: 1"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:2:5: ");
    assertThat(problems("name: a: b")).singleElement().asString().startsWith("run.yaml:1:8: ");
    assertThat(problems("a:\n\t- b")).singleElement().asString().startsWith("run.yaml:2:1: ");
    assertThat(problems("a: \"b")).singleElement().asString().startsWith("run.yaml:1:6: ");
    assertProblems(
        "a: *b",
        "run.yaml:1:4: the alias *b has no anchor before it; a text that begins with * needs"
            + " quotes");
    assertThat(problems(SHORT + "layers: *\n"))
        .singleElement()
        .asString()
        .startsWith("run.yaml:7:10: while scanning an alias: ")
        .endsWith("; a text that begins with * needs quotes");
  }

  @Test
  void aComplaintOfTheParserWithoutAMarkIsGivenItsPosition() {
    assertProblems(
        " ? \"\u0085\"'",
        "run.yaml:2:2: A simple key is required only if it is the first token in the current line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: \"\\U7FFFFFFF\"",
        "a: \"\\x\"",
        "%YAML 9999999999.1\n---\na: b",
        "%YAML 3.0\n---\na: b",
        "a: !<tag:%zz> b",
        "a: @b",
        "a: >99\n b",
        "a: &",
        "}"
      })
  void whateverIsNoYamlIsOneProblem(String text) {
    assertThat(problems(text)).singleElement().asString().startsWith("run.yaml:");
  }

  @Test
  void charactersThatCannotBePrintedAreRefused() {
    assertProblems("name: x\ny: \u0000", "run.yaml:2:4: the character U+0000 is not allowed");
    assertProblems("😀: \u001b[31m", "run.yaml:1:4: the character U+001B is not allowed");
    assertProblems("x: \ud800", "run.yaml:1:4: the character U+D800 is not allowed");
  }

  @Test
  void columnsCountCharactersNotCodeUnits() {
    assertProblems(SHORT + "{\"😀\": 1}: 2", "run.yaml:7:1: expected a key, found a mapping");
    assertProblems(
        with("test-mlp", "{ test-mlp: { \"😀\": 1, ü: 2 } }"),
        "run.yaml:2:24: unknown key '😀'; allowed: dense, training, overrides",
        "run.yaml:2:32: unknown key 'ü'; allowed: dense, training, overrides");
  }

  @Test
  void aliasesThatContainThemselvesAreRefused() {
    assertProblems("a: &x [ *x ]", "run.yaml:1:9: the alias *x contains itself");
    assertProblems("&x a: &y { b: [ *y ] }", "run.yaml:1:17: the alias *y contains itself");
  }

  @Test
  void aBillionLaughsAreRefused() {
    StringBuilder bomb =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, alias))));
    }
    assertProblems(bomb.toString(), "run.yaml:5:10: more than 10000 values, aliases expanded");
  }

  @Test
  void manyValuesAreRefused() {
    assertProblems(
        "a: [" + "1, ".repeat(10_000) + "]",
        "run.yaml:1:29996: more than 10000 values, aliases expanded");
  }

  @Test
  void deepNestingIsRefused() {
    assertProblems("[".repeat(100_000), "run.yaml:1:51: nested more than 50 deep");
    assertProblems("- ".repeat(5_000) + "x", "run.yaml:1:101: nested more than 50 deep");
    assertProblems("a: " + "{a: ".repeat(5_000), "run.yaml:1:197: nested more than 50 deep");
  }

  @Test
  void aHugeFileIsRefused() {
    assertProblems("#".repeat((1 << 20) + 1), "run.yaml:1:1: longer than 1048576 characters");
  }

  @Test
  void allProblemsComeAtOnceInTheOrderOfTheFile() {
    assertProblems(
        """
        seed: many
        probes:
          - angle
          - test-dot-product: { images: none, bins: 0 }
        quantizers:
          a b: test-binary
          c: { test-ternary: { threshold: -1, bits: 0 } }
        sped: 3
        network: { test-mlp: { dense: [x], training: { epochs: 0 } } }
        """,
        "run.yaml:1:1: the key 'name' is missing",
        "run.yaml:1:7: expected a whole number, found 'many'",
        "run.yaml:3:5: unknown probe 'angle'; allowed: test-angle, test-dot-product",
        "run.yaml:4:33: expected a whole number, found 'none'",
        "run.yaml:4:39: bins: must be at least 2, but is 0",
        "run.yaml:6:3: expected a name of at most 64 letters, digits, '.', '_' and '-' that begins"
            + " with a letter or digit, found 'a b'",
        "run.yaml:7:24: threshold: must be above 0, but is -1.0",
        "run.yaml:7:39: bits: must be above 0, but is 0",
        "run.yaml:8:1: unknown key 'sped'; did you mean 'seed'? allowed: name, seed, dataset,"
            + " network, quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep",
        "run.yaml:9:32: expected a whole number, found 'x'",
        "run.yaml:9:48: epochs: must be at least 1, but is 0");
  }

  @Test
  void theFocusIsOneOfTheQuantizers() {
    assertProblems(
        SHORT + "focus: mine\n",
        "run.yaml:7:8: expected one of the run's quantizers, which are binary, found 'mine'");
  }

  @Test
  void theMessageHasOneLinePerProblem() {
    ConfigException exception =
        catchThrowableOfType(
            ConfigException.class,
            () -> reader.read("run.yaml", "name: \"a\\nb\\u2028c\"\nx: 1", List.of()));
    assertThat(exception.getMessage().lines())
        .containsExactlyElementsOf(exception.problems().stream().map(Problem::toString).toList())
        .hasSizeGreaterThan(1);
    assertThat(exception.getMessage()).contains("found 'a b c'").doesNotContain("\u2028");
  }

  private static String with(String old, String replacement) {
    return SHORT.replace(old, replacement);
  }

  private static String ternary(String parameter) {
    return with("test-binary", "{ test-ternary: { " + parameter + " } }");
  }

  private void assertProblems(String text, String... problems) {
    assertThat(problems(text)).containsExactly(problems);
  }

  private List<String> problems(String text) {
    ConfigException exception =
        catchThrowableOfType(ConfigException.class, () -> reader.read("run.yaml", text, List.of()));
    assertThat(exception).as("what is wrong with\n%s", text).isNotNull();
    return exception.problems().stream().map(Problem::toString).toList();
  }
}
