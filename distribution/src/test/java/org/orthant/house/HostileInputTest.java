package org.orthant.house;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Orthant;

/**
 * Files that mean harm, seen from the command line: each is taken rightly or refused with lines
 * that name it and exit code 2, in no more time than a right one.
 */
class HostileInputTest {
  private static final String GOOD =
      """
      name: good
      dataset: digits
      network: { bnn-mlp: { dense: [8], training: { epochs: 1 } } }
      quantizers: { binary: binary }
      probes: [angle]
      """;

  @TempDir Path folder;
  private Orthant orthant;

  @BeforeEach
  void makeHome() {
    orthant = new Orthant(folder.resolve("home"));
  }

  static Stream<Arguments> configurations() {
    return Stream.of(
        Arguments.of("carriage returns", 0, GOOD.replace("\n", "\r\n").getBytes(UTF_8)),
        Arguments.of("a byte order mark", 0, ("\uFEFF" + GOOD).getBytes(UTF_8)),
        Arguments.of("UTF-16", 2, GOOD.getBytes(UTF_16)),
        Arguments.of("Latin-1", 2, (GOOD + "# é").getBytes(ISO_8859_1)),
        Arguments.of("a NUL", 2, (GOOD + "# \0").getBytes(UTF_8)),
        Arguments.of("tabs", 2, GOOD.replace("probes: [", "probes:\n\t- [").getBytes(UTF_8)),
        Arguments.of("two documents", 2, (GOOD + "---\n" + GOOD).getBytes(UTF_8)),
        Arguments.of("a merge key", 2, (GOOD + "<<: { seed: 1 }\n").getBytes(UTF_8)),
        Arguments.of("depth", 2, (GOOD + "layers: " + "[".repeat(100_000)).getBytes(UTF_8)),
        Arguments.of("size", 2, (GOOD + "#".repeat(10 << 20)).getBytes(UTF_8)),
        Arguments.of(
            "stars", 2, (GOOD + "layers: \"" + "*".repeat(5000) + "b\"\n").getBytes(UTF_8)),
        Arguments.of(
            "stars and letters",
            2,
            (GOOD + "layers: \"" + "*a".repeat(5000) + "\"\n").getBytes(UTF_8)),
        Arguments.of(
            "a long path of a sweep",
            2,
            (GOOD + "sweep: { " + "a.".repeat(5000) + "a: [1, 2] }\n").getBytes(UTF_8)),
        Arguments.of(
            "many layers",
            0,
            GOOD.replace("[8]", "[" + "8, ".repeat(4999) + "8]")
                .replace("[angle]", "[angle, ablation: { images: 100, refit: 0 }]")
                .getBytes(UTF_8)),
        Arguments.of(
            "a million parts",
            2,
            (GOOD
                    + "sweep: { seed: ["
                    + numbers()
                    + "], network.bnn-mlp.training.epochs: ["
                    + numbers()
                    + "] }\n")
                .getBytes(UTF_8)));
  }

  private static String numbers() {
    return String.join(
        ", ", Stream.iterate(1, i -> i + 1).limit(1000).map(String::valueOf).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configurations")
  void aConfigurationIsTakenOrRefused(String what, int exitCode, byte... content)
      throws IOException {
    Path file = Files.write(folder.resolve("run.yaml"), content);
    Orthant.Ending ending = orthant.execute("check", file.toString());
    assertThat(ending.exitCode()).as(what).isEqualTo(exitCode);
    assertThat(ending.err()).as(what).allMatch(line -> line.length() < 20_000);
    assertThat(ending.err().isEmpty()).as(what).isEqualTo(exitCode == 0);
  }

  @Test
  void aRelativePathStartsAtTheConfigurationsFolderAndTheMessageSaysWhereItLed()
      throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Path file =
        Files.writeString(inner.resolve("run.yaml"), GOOD.replace("[8],", "[8], parameters: net,"));
    Orthant.Ending ending = orthant.execute("check", file.toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains("there is no folder " + inner.resolve("net"));

    ending = orthant.execute("check", file.toString(), "--set", "network.bnn-mlp.parameters=net");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains("there is no folder " + Path.of("net").toAbsolutePath());
  }

  static Stream<Arguments> arrays() {
    String whole = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 784), }";
    return Stream.of(
        Arguments.of("pickled objects", header(whole.replace("<f4", "|O"), 0)),
        Arguments.of("another byte order", header(whole.replace("<f4", ">f4"), 0)),
        Arguments.of("Fortran's order", header(whole.replace("False", "True"), 0)),
        Arguments.of("a shape of 2⁶²", header(whole.replace("8, 784", "4611686018427387904,"), 0)),
        Arguments.of("a negative shape", header(whole.replace("8, 784", "-8, 784"), 0)),
        Arguments.of("numbers that are not there", header(whole, 4)),
        Arguments.of("code", header("__import__('os').abort()", 0)),
        Arguments.of("nothing", new byte[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arrays")
  void anArrayIsRefused(String what, byte... content) throws IOException {
    Path layer = Files.createDirectories(folder.resolve("net").resolve("dense1"));
    Path file = Files.write(layer.resolve("weights.npy"), content);
    Path run =
        Files.writeString(
            folder.resolve("run.yaml"), GOOD.replace("[8],", "[8], parameters: net,"));
    Orthant.Ending ending = orthant.execute("check", run.toString());
    assertThat(ending.exitCode()).as(what).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().as(what).contains(file + " has ");
  }

  private static byte[] header(String text, int numbers) {
    byte[] bytes = new byte[10 + text.length() + numbers];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    System.arraycopy(text.getBytes(ISO_8859_1), 0, bytes, magic.length, text.length());
    return bytes;
  }

  /** Of the example in the documentation of the format. */
  static Stream<Arguments> results() throws IOException {
    String page = Files.readString(Path.of("../docs/result-format.md"));
    int start = page.indexOf("```json") + "```json".length();
    String good = page.substring(start, page.indexOf("```", start)).strip();
    return Stream.of(
        Arguments.of("NaN", good.replace("\"value\": 0.83", "\"value\": NaN")),
        Arguments.of("an exponent", good.replace("0.83", "1e999999999")),
        Arguments.of("digits", good.replace("0.83", "1".repeat(5000))),
        Arguments.of("nesting", "[".repeat(1 << 20)),
        Arguments.of(
            "a key twice", good.replace("\"name\": \"mnist\"", "\"name\": \"a\", \"name\": \"b\"")),
        Arguments.of("what follows", good + "{}"),
        Arguments.of("a byte order mark", "\uFEFF" + good),
        Arguments.of("an axis that ends nowhere", good.replace("\"high\": 50", "\"high\": 1e308")),
        Arguments.of("numbers that overflow", good.replace("0.83", "1.7976931348623157e308")),
        Arguments.of("markup", good.replace("dense1", "</script><img src=x onerror=alert(1)>")),
        Arguments.of("directions", good.replace("\"mnist\"", "\"\u202Etsinm\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void aResultIsRenderedOrRefused(String what, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("result.json"), content);
    Path page = folder.resolve("page.html");
    for (List<String> command :
        List.of(
            List.of("report", file.toString(), "--out", page.toString()),
            List.of("compare", file.toString(), file.toString(), "--out", page.toString()))) {
      Files.deleteIfExists(page);
      Orthant.Ending ending = orthant.execute(command.toArray(String[]::new));
      assertThat(ending.exitCode()).as(what).isIn(0, 2);
      assertThat(ending.err()).as(what).hasSize(ending.exitCode() == 0 ? 0 : 1);
      assertThat(Files.exists(page)).as(what).isEqualTo(ending.exitCode() == 0);
      if (Files.exists(page)) {
        assertThat(Files.readString(page)).doesNotContain("<img src=x", "<title>\u202E");
      }
    }
  }
}
