package org.orthant.formats.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;
import org.orthant.formats.StoredGraph;

class ProblemsTest {
  private static final String FLAT = "flat: { flatten: { input: input } }";
  private static final String HEAD = "head: { dense: { input: flat, weights: head.npy } }";

  @TempDir Path path;
  private NetworkFolder folder;

  @BeforeEach
  void makeNetwork() throws IOException {
    folder =
        new NetworkFolder(path)
            .array("head.npy", NetworkFolder.numbers(64, 1), 2, 32)
            .array("w.npy", NetworkFolder.numbers(72, 2), 4, 18)
            .array("two.npy", new float[] {0.5f, 2}, 2)
            .array("three.npy", new float[] {1, 2, 3}, 3)
            .array("int.npy", "|i1", false, new byte[] {1, 2}, 2);
  }

  /** What is said of a folder, without its beginning. */
  private String problems() {
    return problems(folder::layers);
  }

  private String problems(ThrowingCallable reading) {
    BadInputException refused = catchThrowableOfType(BadInputException.class, reading);
    assertThat(refused).as("the network is taken").isNotNull();
    String start = "graph: " + path + ": ";
    assertThat(refused.getMessage()).startsWith(start).doesNotContain("\n");
    return refused.getMessage().substring(start.length());
  }

  @Test
  void theNetworkIsGood() throws IOException {
    assertThat(folder.nodes(FLAT, HEAD).names()).containsExactly("head");
  }

  /** Each is a node x of line 5, and what is wrong with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          x: { convolutoin: { input: input } } | x: unknown kind 'convolutoin'; did you mean 'convolution'? allowed: convolution, dense, batch-norm, scale, pool, sign, relu, clip, leaky-relu, prelu, tanh, sigmoid, hard-swish, hard-sigmoid, hard-tanh, add, multiply, concat, slice, pad-channels, pad, flatten, shuffle
          x: { relu: { imput: input } } | x: 'input' is missing: the name of a node; network.yaml:5: x: unknown key 'imput'; did you mean 'input'? allowed: input
          x: { relu: { input: input, slope: 1 } } | x: unknown key 'slope'; allowed: input
          x: { relu: } | x: relu: expected a mapping with its parameters, found nothing
          x: relu | x: expected one kind, as in { relu: { input: NAME } }, found 'relu'
          x: {} | x: expected one kind, as in { relu: { input: NAME } }, found 0 of them
          x: { relu: { input: input }, tanh: { input: input } } | x: expected one kind, as in { relu: { input: NAME } }, found 2 of them
          x: { relu: { input: [input] } } | x: input: expected the name of a node, found ['input']
          x: { relu: { input: nowhere } } | x: takes 'nowhere', and there is no such node
          x: { relu: { input: flatt } } | x: takes 'flatt', and there is no such node; did you mean 'flat'?
          x: { relu: { input: flat } } | x: takes 'flat', which stands after it, in line 6
          x: { relu: { input: x } } | x: is in a circle of 1: x takes x
          x: { add: { inputs: input } } | x: inputs: expected a list of names of nodes, found 'input'
          x: { add: { inputs: [input] } } | x: inputs: needs at least 2, has 1
          x: { multiply: { inputs: [] } } | x: inputs: needs at least 2, has 0
          x: { concat: { inputs: [] } } | x: inputs: needs at least 1, has 0
          x: { add: { inputs: [input, ~] } } | x: inputs: expected a list of names of nodes, found ['input', nothing]
          x: { convolution: { input: input, weights: w.npy } } | x: 'kernel' is missing: two whole numbers [rows, columns], each from 1 to 32768
          x: { convolution: { input: input, kernel: 3, weights: w.npy } } | x: kernel: expected two whole numbers [rows, columns], each from 1 to 32768, found '3'
          x: { convolution: { input: input, kernel: [3], weights: w.npy } } | x: kernel: expected two whole numbers [rows, columns], each from 1 to 32768, found ['3']
          x: { convolution: { input: input, kernel: [3, 0], weights: w.npy } } | x: kernel: expected two whole numbers [rows, columns], each from 1 to 32768, found ['3', '0']
          x: { convolution: { input: input, kernel: [3, 3], stride: [0, 1], weights: w.npy } } | x: stride: expected two whole numbers [rows, columns], each from 1 to 32768, found ['0', '1']
          x: { convolution: { input: input, kernel: [3, 3], dilation: [1, 99999999999], weights: w.npy } } | x: dilation: expected two whole numbers [rows, columns], each from 1 to 32768, found ['1', '99999999999']
          x: { convolution: { input: input, kernel: [3, 3], pads: [1, 1], weights: w.npy } } | x: pads: expected four whole numbers [top, bottom, left, right], each from 0 to 32768, found ['1', '1']
          x: { convolution: { input: input, kernel: [3, 3], pads: [1, 1, -1, 1], weights: w.npy } } | x: pads: expected four whole numbers [top, bottom, left, right], each from 0 to 32768, found ['1', '1', '-1', '1']
          x: { convolution: { input: input, kernel: [3, 3], pad-value: .nan, weights: w.npy } } | x: pad-value: expected a number that float32 can hold, found '.nan'
          x: { convolution: { input: input, kernel: [3, 3], pad-value: 1e39, weights: w.npy } } | x: pad-value: expected a number that float32 can hold, found '1e39'
          x: { convolution: { input: input, kernel: [3, 3], groups: 0, weights: w.npy } } | x: groups: expected a whole number from 1 to 1048576, found '0'
          x: { convolution: { input: input, kernel: [3, 3], groups: 3, weights: w.npy } } | x: 2 channels and 4 filters do not fall into 3 groups
          x: { convolution: { input: input, kernel: [3, 3], groups: 2, weights: w.npy } } | x: weights: w.npy has the shape [4, 18], not [4, 9]
          x: { convolution: { input: input, kernel: [5, 3], weights: w.npy } } | x: a kernel that covers 5×3 does not fit into an image of 4×4×2 with pads [0, 0, 0, 0]
          x: { convolution: { input: input, kernel: [3, 3] } } | x: 'weights' is missing: the name of a .npy file with the continuous weights; where they are unknown, 'computed' with those that the network computes with
          x: { convolution: { input: input, kernel: [3, 3], weights: two.npy } } | x: weights: two.npy has the shape [2], not [filters, d]
          x: { convolution: { input: input, kernel: [3, 3], weights: w.npy, computed: head.npy } } | x: computed: head.npy has the shape [2, 32], not [4, 18]
          x: { convolution: { input: input, kernel: [3, 3], weights: w.npy, quantizer: sign } } | x: quantizer: says how 'computed' came of 'weights', and one of the two is missing
          x: { convolution: { input: input, kernel: [3, 3], computed: w.npy, quantizer: sign } } | x: quantizer: says how 'computed' came of 'weights', and one of the two is missing
          x: { convolution: { input: input, kernel: [1, 1], weights: int.npy } } | x: weights: int.npy has numbers of the type |i1, and only 'computed' may
          x: { dense: { input: input, weights: head.npy } } | x: takes one pixel, and input gives 4×4×2: flatten it before
          x: { batch-norm: { input: input, gamma: two.npy, beta: three.npy, mean: two.npy, variance: head.npy, epsilon: 0 } } | x: beta: three.npy has the shape [3], not [2]; network.yaml:5: x: variance: head.npy has the shape [2, 32], not [2]
          x: { batch-norm: { input: input } } | x: 'gamma' is missing: the name of a .npy file; network.yaml:5: x: 'beta' is missing: the name of a .npy file; network.yaml:5: x: 'mean' is missing: the name of a .npy file; network.yaml:5: x: 'variance' is missing: the name of a .npy file; network.yaml:5: x: 'epsilon' is missing: a number, at least 0
          x: { batch-norm: { input: input, gamma: two.npy, beta: two.npy, mean: two.npy, variance: two.npy, epsilon: -1 } } | x: epsilon: expected a number, at least 0, found '-1'
          x: { batch-norm: { input: input, gamma: two.npy, beta: int.npy, mean: two.npy, variance: two.npy, epsilon: 0 } } | x: beta: int.npy has numbers of the type |i1, and only 'computed' may
          x: { scale: { input: input, factor: three.npy } } | x: factor: three.npy has the shape [3], not [2]
          x: { scale: { input: input, factor: 1,5 } } | x: unknown key '5'; allowed: input, factor, shift
          x: { scale: { input: input, shift: "2" } } | x: shift: expected a number that float32 can hold, or the name of a .npy file, found '2'
          x: { scale: { input: input, shift: [1, 2] } } | x: shift: expected a number that float32 can hold, or the name of a .npy file, found ['1', '2']
          x: { pool: { input: input, kernel: [2, 2] } } | x: 'kind' is missing: average or max
          x: { pool: { input: input, kind: maximum, kernel: [2, 2] } } | x: kind: unknown value 'maximum'; allowed: average, max
          x: { pool: { input: input, kind: max, kernel: [2, 2], count-pads: yes } } | x: count-pads: expected true or false, found 'yes'
          x: { pool: { input: input, kind: max, kernel: [2, 2], pads: [2, 0, 0, 0] } } | x: has pads of [2, 0, 0, 0], so that windows of 2×2 see nothing but pads
          x: { sign: { input: input, zero: 2 } } | x: zero: expected a whole number from -1 to 1, found '2'
          x: { clip: { input: input } } | x: 'low' is missing: a number that float32 can hold, .inf or -.inf; network.yaml:5: x: 'high' is missing: a number that float32 can hold, .inf or -.inf
          x: { clip: { input: input, low: 1, high: -1 } } | x: low: must be at most high, and 1.0 is more than -1.0
          x: { leaky-relu: { input: input, slope: .inf } } | x: slope: expected a number that float32 can hold, found '.inf'
          x: { prelu: { input: input } } | x: 'slopes' is missing: the name of a .npy file
          x: { prelu: { input: input, slopes: three.npy } } | x: slopes: three.npy has the shape [3], not [2]
          x: { slice: { input: input, from: 1, to: 3 } } | x: takes channels 1 … 2 of 2
          x: { slice: { input: input } } | x: 'from' is missing: a whole number from 0 to 1048576; network.yaml:5: x: 'to' is missing: a whole number from 1 to 1048576
          x: { pad-channels: { input: input, before: -1 } } | x: before: expected a whole number from 0 to 1048576, found '-1'
          x: { pad: { input: input } } | x: 'pads' is missing: four whole numbers [top, bottom, left, right], each from 0 to 32768
          x: { pad: { input: input, pads: [32768, 32768, 32768, 32768] } } | x: gives images of 65540×65540×2, more than 100000000 numbers
          x: { shuffle: { input: input, groups: 3 } } | x: shuffles 2 channels in 3 groups
          x: { prelu: { input: input, slopes: nowhere.npy } } | x: slopes: there is no file nowhere.npy
          x: { prelu: { input: input, slopes: network.yaml } } | x: slopes: expected the name of a .npy file, found 'network.yaml'
          network: { convolution: { input: input, kernel: [3, 3], weights: w.npy } } | network: is no name for a layer, since it stands for several
          input: { relu: { input: input } } | a node is called 'input', which is the image's name
          "": { relu: { input: input } } | a node is called '': a name is one line of 1 to 200 letters
          "a\\nb": { relu: { input: input } } | a node is called 'a b': a name is one line of 1 to 200 letters
          x: !!java.lang.Object { relu: { input: input } } | tags such as 'tag:yaml.org,2002:java.lang.Object' are not allowed
          head: { relu: { input: input } } | network.yaml:7: 'head' stands here a second time; first in line 5
          x: { relu: { input: input, input: input } } | 'input' stands here a second time; first in line 5
          [x]: { relu: { input: input } } | expected a key, found ['x']
          x: { relu: { input: input } | network.yaml:6: while parsing a flow mapping: expected ',' or '}', but got <scalar>
          x: { relu: { input: *y } } | the alias *y has no anchor before it
          x: &y { relu: *y } | the alias *y contains itself
          """)
  void whatIsWrongWithANodeIsSaidWithItsPlace(String node, String problem) throws IOException {
    folder.nodes(node, FLAT, HEAD);
    assertThat(problems())
        .contains(problem.startsWith("network.yaml:") ? problem : "network.yaml:5: " + problem);
  }

  private void refused(String yaml, String... problems) throws IOException {
    folder.yaml(yaml);
    assertThat(problems()).isEqualTo(String.join("; ", problems));
  }

  private static String with(String from, String to) {
    String yaml = NetworkFolder.HEAD + "  " + FLAT + "\n  " + HEAD + "\n";
    assertThat(yaml).contains(from);
    return yaml.replace(from, to);
  }

  @Test
  void theHeadIsHeldAgainstTheFormatToo() throws IOException {
    refused(
        with("format: 1\n", ""),
        "network.yaml:1: 'format' is missing: a whole number from 1 to 2147483647");
    refused(
        with("format: 1", "format: 2"),
        "network.yaml:1: the format 2 is of a later version; this one reads 1");
    refused(
        with("scores: head\n", "score: head\n"),
        "network.yaml:1: 'scores' is missing: the name of a node",
        "network.yaml:3: unknown key 'score'; did you mean 'scores'? allowed: format, arrays, input,"
            + " scores, loss, provenance, nodes");
    refused(
        with("scores: head", "scores: heat"),
        "network.yaml:3: scores: they come from 'heat', and there is no such node; did you mean"
            + " 'head'?");
    refused(
        with("scores: head", "scores: head\nloss: hinge"),
        "network.yaml:4: loss: unknown value 'hinge'; allowed: cross-entropy, squared-hinge");
    refused(
        with("scores: head", "scores: head\nprovenance: me"),
        "network.yaml:4: provenance: expected { KEY: TEXT }, found 'me'");
    refused(
        with("scores: head", "scores: head\nprovenance: { recipe: [a, b] }"),
        "network.yaml:4: provenance: 'recipe': expected a text, found ['a', 'b']");
    refused(
        with("{ height: 4, width: 4, channels: 2 }", "4"),
        "network.yaml:2: input: expected { height, width, channels }, found '4'");
    refused(
        with("height: 4, width: 4,", "height: 0, depth: 4,"),
        "network.yaml:2: input: height: expected a whole number from 1 to 32768, found '0'",
        "network.yaml:2: input: 'width' is missing: a whole number from 1 to 32768",
        "network.yaml:2: input: unknown key 'depth'; allowed: height, width, channels");
    refused("", "network.yaml:1: expected the keys format, input, scores and nodes, found nothing");
    refused(
        "- a\n", "network.yaml:1: expected the keys format, input, scores and nodes, found ['a']");
    refused(
        NetworkFolder.HEAD.replace("nodes:\n", "nodes: {}\n"),
        "network.yaml:3: scores: they come from 'head', and there is no such node",
        "network.yaml:4: nodes: there is none");
    refused(
        NetworkFolder.HEAD,
        "network.yaml:3: scores: they come from 'head', and there is no such node",
        "network.yaml:4: nodes: expected { NAME: { KIND: { PARAMETERS } } }, found nothing");
  }

  @Test
  void theScoresAreOnePixelWithTheClasses() throws IOException {
    refused(
        with("scores: head", "scores: flat"),
        "network.yaml:3: scores: they come from 'flat', and that gives 32 channels, and the dataset"
            + " has 2 classes");
    folder.nodes(FLAT, "head: { relu: { input: input } }");
    assertThat(problems())
        .isEqualTo(
            "network.yaml:3: scores: they come from 'head', and that gives not one pixel but"
                + " 4×4×2");
  }

  @Test
  void aNetworkHasALayer() throws IOException {
    folder.nodes("head: { pool: { input: input, kind: max, kernel: [4, 4] } }");
    assertThat(problems()).isEqualTo("there is no layer: no node is a convolution or dense");
  }

  @Test
  void everyProblemIsSaidAtOnceInTheOrderOfTheLines() throws IOException {
    folder.nodes(
        "a: { relu: { input: nowhere } }",
        "b: { scale: { input: a, factor: gone.npy } }",
        "c: { sgin: { input: b } }",
        "d: { slice: { input: input, from: 0, to: 9 } }",
        "e: { prelu: { input: input, slopes: three.npy } }",
        "f: { concat: { inputs: [d, e, g] } }",
        "head: { dense: { input: f, weights: two.npy } }");
    assertThat(problems())
        .isEqualTo(
            "network.yaml:5: a: takes 'nowhere', and there is no such node;"
                + " network.yaml:6: b: factor: there is no file gone.npy;"
                + " network.yaml:7: c: unknown kind 'sgin'; did you mean 'sign'? allowed: "
                + String.join(", ", Kinds.ALL.keySet())
                + "; network.yaml:8: d: takes channels 0 … 8 of 2;"
                + " network.yaml:9: e: slopes: three.npy has the shape [3], not [2];"
                + " network.yaml:10: f: takes 'g', and there is no such node;"
                + " network.yaml:11: head: weights: two.npy has the shape [2], not [filters, d]");
  }

  @Test
  void oneWrongShapeDoesNotHideWhatComesBehind() throws IOException {
    folder.nodes(
        "conv: { convolution: { input: input, kernel: [2, 2], weights: w.npy } }",
        "slice: { slice: { input: conv, from: 3, to: 5 } }",
        FLAT,
        HEAD);
    assertThat(problems())
        .isEqualTo(
            "network.yaml:5: conv: weights: w.npy has the shape [4, 18], not [4, 8];"
                + " network.yaml:6: slice: takes channels 3 … 4 of 4");
  }

  @Test
  void circlesAreNamed() throws IOException {
    folder.nodes(
        "a: { add: { inputs: [input, c] } }",
        "b: { relu: { input: a } }",
        "c: { relu: { input: b } }",
        "d: { relu: { input: e } }",
        "e: { relu: { input: d } }",
        FLAT,
        HEAD);
    assertThat(problems())
        .isEqualTo(
            "network.yaml:5: a: is in a circle of 3: a takes c takes b takes a;"
                + " network.yaml:8: d: is in a circle of 2: d takes e takes d");
  }

  @Test
  void aLongCircleIsCut() throws IOException {
    String[] ring = new String[10_000 - 2];
    for (int i = 0; i < ring.length; i++) {
      int taken = i == 0 ? ring.length - 1 : i - 1;
      ring[i] = "n" + i + ": { relu: { input: n" + taken + " } }";
    }
    String[] nodes = Arrays.copyOf(ring, ring.length + 2);
    nodes[ring.length] = FLAT;
    nodes[ring.length + 1] = HEAD;
    folder.nodes(nodes);
    assertThat(problems())
        .isEqualTo(
            "network.yaml:5: n0: is in a circle of 9998: n0 takes n9997 takes n9996 takes n9995"
                + " takes n9994 takes … takes n4 takes n3 takes n2 takes n1 takes n0");
  }

  @Test
  void ofManyProblemsTheFirstAreSaid() throws IOException {
    folder.nodes(
        IntStream.range(0, 10_000)
            .mapToObj(i -> "n" + i + ": { relu: { input: m" + i + " } }")
            .toArray(String[]::new));
    assertThat(problems())
        .startsWith("network.yaml:5: n0: takes 'm0', and there is no such node; did you mean 'n0'?")
        .contains("network.yaml:104: n99: takes 'm99'")
        .doesNotContain("n100: ")
        .endsWith("; and 9901 more");
  }

  @Test
  void moreNodesThanSaneAreRefused() throws IOException {
    folder.nodes(
        IntStream.range(0, 10_001)
            .mapToObj(i -> "n" + i + ": { relu: { input: input } }")
            .toArray(String[]::new));
    assertThat(problems()).contains("nodes: 10001 of them; at most 10000 are read");
  }

  @Test
  void moreInputsThanSaneAreRefused() throws IOException {
    String inputs = String.join(", ", Collections.nCopies(10_001, "input"));
    folder.nodes(
        IntStream.range(0, 5)
            .mapToObj(i -> "n" + i + ": { add: { inputs: [" + inputs + "] } }")
            .toArray(String[]::new));
    assertThat(problems()).contains("nodes: they take 50005 others in all; at most 50000 are read");
  }

  @Test
  void bombsOfAliasesAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [")
          .append(String.join(", ", Collections.nCopies(10, alias)))
          .append("]\n");
    }
    folder.yaml(bomb.toString());
    assertThat(problems()).contains("more than 500000 values, aliases expanded");
  }

  @Test
  void whatIsTooDeepTooLongOrNoTextIsRefused() throws IOException {
    folder.yaml("[".repeat(100_000));
    assertThat(problems()).isEqualTo("network.yaml:1: nested more than 20 deep");
    folder.yaml("a: |\n" + "  0123456789\n".repeat(1_000_000));
    assertThat(problems())
        .isEqualTo("network.yaml is longer than 10000000 bytes; no more are read");
    folder.yaml("a: \u0000");
    assertThat(problems()).isEqualTo("network.yaml:1: the character U+0000 is not allowed");
    Files.write(path.resolve("network.yaml"), "a: \u00e4".getBytes(ISO_8859_1));
    assertThat(problems()).isEqualTo("network.yaml is not UTF-8");
    folder.yaml("a: 1\n---\nb: 2\n");
    assertThat(problems()).contains("network.yaml:2: a second document; only one is allowed");
  }

  @Test
  void whatIsNoFolderIsRefused() {
    StoredGraph source = new NetworkFolder(path.resolve("nowhere")).source();
    assertThatThrownBy(() -> source.layers(Optional.of(NetworkFolder.DATASET)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("graph: there is no folder " + path.resolve("nowhere"));
    assertThat(problems()).isEqualTo("there is no file network.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../head.npy",
        "/etc/head.npy",
        "a/../../head.npy",
        "a/../head.npy",
        "/dev/zero.npy"
      })
  void namesDoNotLeadOut(String name) throws IOException {
    folder.nodes(FLAT, "head: { dense: { input: flat, weights: " + name + " } }");
    assertThat(problems())
        .isEqualTo("network.yaml:6: head: weights: " + name + " leads out of the network's folder");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void linksDoNotLeadOutEither() throws IOException {
    Path outside = Files.createTempFile("outside", ".npy");
    try {
      Files.createSymbolicLink(path.resolve("link.npy"), outside);
      Files.createSymbolicLink(path.resolve("out"), outside.getParent());
      Files.createSymbolicLink(path.resolve("zero.npy"), Path.of("/dev/zero"));
      Files.createSymbolicLink(path.resolve("dangling.npy"), Path.of("nowhere.npy"));
      Files.createSymbolicLink(path.resolve("loop.npy"), Path.of("loop.npy"));
      Files.createSymbolicLink(path.resolve("inside.npy"), Path.of("head.npy"));
      Files.createDirectory(path.resolve("folder.npy"));
      String indirect = "out/" + outside.getFileName();
      for (String name : List.of("link.npy", indirect, "zero.npy")) {
        folder.nodes(FLAT, "head: { dense: { input: flat, weights: " + name + " } }");
        assertThat(problems()).endsWith(name + " leads out of the network's folder");
      }
      for (String name : List.of("dangling.npy", "loop.npy")) {
        folder.nodes(FLAT, "head: { dense: { input: flat, weights: " + name + " } }");
        assertThat(problems()).endsWith("there is no file " + name);
      }
      folder.nodes(FLAT, "head: { dense: { input: flat, weights: folder.npy } }");
      assertThat(problems()).endsWith("folder.npy is no file");
      folder.nodes(FLAT, "head: { dense: { input: flat, weights: ./inside.npy } }");
      assertThat(folder.names()).containsExactly("head");
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void brokenArraysAreNamed() throws IOException {
    folder
        .array("fortran.npy", "<f4", true, new byte[8], 2)
        .array("int.npy", "<i4", false, new byte[8], 2)
        .array("cut.npy", "<f4", false, new byte[7], 2)
        .nodes(
            "a: { prelu: { input: input, slopes: fortran.npy } }",
            "b: { prelu: { input: input, slopes: int.npy } }",
            "c: { prelu: { input: input, slopes: cut.npy } }",
            "d: { prelu: { input: input, slopes: none.npy } }",
            FLAT,
            HEAD);
    Files.write(path.resolve("none.npy"), new byte[] {'P', 'K', 3, 4});
    assertThat(problems())
        .isEqualTo(
            "network.yaml:5: a: slopes: fortran.npy has Fortran's order; save"
                + " numpy.ascontiguousarray of it;"
                + " network.yaml:6: b: slopes: int.npy has numbers of the type <i4, not <f2, <f4,"
                + " <f8, >f2, >f4, >f8, |i1;"
                + " network.yaml:7: c: slopes: cut.npy has 135 bytes, where 136 belong to its"
                + " shape;"
                + " network.yaml:8: d: slopes: none.npy has no NumPy file of version 1, 2 or 3");
  }

  @Test
  void numbersThatCannotBeAreSaidWhenTheyAreRead() throws IOException {
    folder
        .array("nan.npy", new float[] {1, Float.NaN}, 2)
        .array("negative.npy", new float[] {1, -0.5f}, 2)
        .array("zero.npy", new float[] {1, 0}, 2)
        .nodes(
            norm("a", "input", "two.npy", "negative.npy", "1e-5"),
            norm("b", "a", "nan.npy", "two.npy", "1e-5"),
            norm("c", "b", "two.npy", "zero.npy", "0"),
            norm("d", "c", "two.npy", "zero.npy", "1e-5"),
            FLAT,
            HEAD);
    assertThat(folder.names()).containsExactly("head");
    assertThat(problems(folder::obtain))
        .isEqualTo(
            "network.yaml:5: a: variance: negative.npy holds a negative variance, -0.5;"
                + " network.yaml:6: b: gamma: nan.npy has NaN at its number 1;"
                + " network.yaml:7: c: variance: zero.npy holds a variance of 0, which needs an"
                + " epsilon above 0");
  }

  private static String norm(
      String name, String input, String gamma, String variance, String epsilon) {
    return name
        + ": { batch-norm: { input: "
        + input
        + ", gamma: "
        + gamma
        + ", beta: two.npy, mean: two.npy, variance: "
        + variance
        + ", epsilon: "
        + epsilon
        + " } }";
  }
}
