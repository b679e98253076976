package org.orthant.formats.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Floats;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.StoredWeights;
import org.orthant.api.model.Window;
import org.orthant.formats.StoredGraph;

class StoredGraphTest {
  private static final ImageShape IMAGE = NetworkFolder.IMAGE;
  private static final float[] SIGNS = {1, -1, -1, 1, 1, 1, -1, 1};
  private static final byte[] SIGN_BYTES = {1, -1, -1, 1, 1, 1, -1, 1};

  @TempDir Path path;

  /** Arrays by the name of their file; what holds two numbers is per channel of the image. */
  private NetworkFolder folder() throws IOException {
    return new NetworkFolder(path)
        .array("g.npy", numbers(2, 1), 2)
        .array("b.npy", numbers(2, 2), 2)
        .array("m.npy", numbers(2, 3), 2)
        .array("v.npy", new float[] {0.5f, 2}, 2)
        .array("one.npy", new float[] {0.25f}, 1)
        .array("w.npy", numbers(4 * 18, 4), 4, 18)
        .array("c.npy", numbers(4 * 18, 5), 4, 18)
        .array("grouped.npy", numbers(4 * 2, 6), 4, 2)
        .array("signs.npy", "|i1", false, SIGN_BYTES, 4, 2);
  }

  private static float[] numbers(int length, int seed) {
    return NetworkFolder.numbers(length, seed);
  }

  private static INDArray two(int seed) {
    return Floats.array(numbers(2, seed), 2);
  }

  private static INDArray one(float value) {
    return Floats.array(new float[] {value}, 1);
  }

  private static Layer convolution(
      Window window, float padValue, int groups, Optional<Quantization> quantization) {
    return new Layer(
        new LayerShape("x", LayerKind.CONVOLUTION, IMAGE, window, padValue, 4, groups),
        Floats.array(numbers(72, 4), 4, 18),
        quantization);
  }

  private static Arguments node(String written, Node made) {
    return Arguments.of(written, made);
  }

  private static Arguments curve(String written, Curve curve) {
    return node(written, new Function("x", "input", curve));
  }

  private static Arguments sign(String written, int zero) {
    return node(
        written,
        new Quantize("x", "input", new Quantization("sign, 0 becomes " + zero, new Sign(zero))));
  }

  private static Window window(Extent kernel, Extent stride, Extent dilation, Pads pads) {
    return new Window(kernel, stride, dilation, pads);
  }

  /** A node as written, and as made by hand. */
  static Stream<Arguments> nodes() {
    Extent three = Extent.square(3);
    Window plain = window(three, Extent.ONE, Extent.ONE, Pads.NONE);
    Window unlike = window(three, new Extent(2, 1), new Extent(1, 2), new Pads(1, 0, 2, 3));
    INDArray continuous = Floats.array(numbers(72, 4), 4, 18);
    INDArray computed = Floats.array(numbers(72, 5), 4, 18);
    StoredWeights stored = new StoredWeights(continuous, computed);
    return Stream.of(
        node(
            "{ convolution: { input: input, kernel: [3, 3], weights: w.npy } }",
            new Product("input", convolution(plain, 0, 1, Optional.empty()))),
        node(
            """
            { convolution: { input: input, kernel: [3, 3], stride: [2, 1], pads: [1, 0, 2, 3],
                  pad-value: -0.5, dilation: [1, 2], groups: 1, weights: w.npy, computed: c.npy,
                  quantizer: "odd one" } }""",
            new Product(
                "input",
                convolution(unlike, -0.5f, 1, Optional.of(new Quantization("odd one", stored))))),
        node(
            "{ convolution: { input: input, kernel: [3, 3], weights: w.npy, computed: c.npy } }",
            new Product(
                "input",
                convolution(plain, 0, 1, Optional.of(new Quantization("as stored", stored))))),
        node(
            "{ convolution: { input: input, kernel: [1, 2], groups: 2, computed: signs.npy } }",
            new Product(
                "input",
                new Layer(
                    new LayerShape(
                        "x",
                        LayerKind.CONVOLUTION,
                        IMAGE,
                        window(new Extent(1, 2), Extent.ONE, Extent.ONE, Pads.NONE),
                        0,
                        4,
                        2),
                    Floats.array(SIGNS, 4, 2),
                    false,
                    Optional.empty()))),
        node(
            "{ batch-norm: { input: input, gamma: g.npy, beta: b.npy, mean: m.npy,"
                + " variance: v.npy, epsilon: 1.0e-5 } }",
            new BatchNormalization(
                "x",
                "input",
                new BatchNorm(
                    two(1), two(2), two(3), Floats.array(new float[] {0.5f, 2}, 2), 1e-5))),
        node("{ scale: { input: input } }", new Scale("x", "input", one(1), one(0))),
        node(
            "{ scale: { input: input, factor: -2.5e-1, shift: b.npy } }",
            new Scale("x", "input", one(-0.25f), two(2))),
        node(
            "{ scale: { input: input, factor: g.npy, shift: one.npy } }",
            new Scale("x", "input", two(1), one(0.25f))),
        node(
            "{ pool: { input: input, kind: max, kernel: [2, 2], stride: [2, 2] } }",
            new Pool("x", "input", Pool.Kind.MAX, Window.tiles(2), false)),
        node(
            "{ pool: { input: input, kind: average, kernel: [3, 3], stride: [2, 1],"
                + " dilation: [1, 2], pads: [1, 0, 2, 3], count-pads: true } }",
            new Pool("x", "input", Pool.Kind.AVERAGE, unlike, true)),
        sign("{ sign: { input: input } }", -1),
        sign("{ sign: { input: input, zero: -1 } }", -1),
        sign("{ sign: { input: input, zero: 0 } }", 0),
        sign("{ sign: { input: input, zero: +1 } }", 1),
        curve("{ relu: { input: input } }", new Curve.Relu()),
        curve("{ clip: { input: input, low: 0, high: 6 } }", new Curve.Clip(0, 6)),
        curve(
            "{ clip: { input: input, low: 0.5, high: .inf } }",
            new Curve.Clip(0.5f, Float.POSITIVE_INFINITY)),
        curve("{ leaky-relu: { input: input, slope: 0.1 } }", new Curve.LeakyRelu(0.1f)),
        curve("{ prelu: { input: input, slopes: g.npy } }", new Curve.Prelu(two(1))),
        curve("{ tanh: { input: input } }", new Curve.Tanh()),
        curve("{ sigmoid: { input: input } }", new Curve.Sigmoid()),
        curve("{ hard-swish: { input: input } }", new Curve.HardSwish()),
        curve("{ hard-sigmoid: { input: input } }", new Curve.HardSigmoid()),
        curve("{ hard-tanh: { input: input } }", new Curve.Clip(-1, 1)),
        node("{ add: { inputs: [input, input] } }", new Add("x", List.of("input", "input"))),
        node(
            "{ multiply: { inputs: [input, input, input] } }",
            new Multiply("x", List.of("input", "input", "input"))),
        node("{ concat: { inputs: [input, input] } }", new Concat("x", List.of("input", "input"))),
        node("{ slice: { input: input, from: 1, to: 2 } }", new Slice("x", "input", 1, 2)),
        node(
            "{ pad-channels: { input: input, before: 1, after: 3 } }",
            new PadChannels("x", "input", 1, 3)),
        node(
            "{ pad: { input: input, pads: [1, 2, 3, 4], value: -1 } }",
            new Pad("x", "input", new Pads(1, 2, 3, 4), -1)),
        node(
            "{ pad: { input: input, pads: [1, 0, 0, 0] } }",
            new Pad("x", "input", new Pads(1, 0, 0, 0), 0)),
        node("{ flatten: { input: input } }", new Flatten("x", "input")),
        node("{ shuffle: { input: input, groups: 2 } }", new Shuffle("x", "input", 2)));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void aNodeIsAsMadeByHand(String written, Node made) throws IOException {
    int inputs =
        made.output(Stream.generate(() -> IMAGE).limit(made.inputs().size()).toList()).size();
    NetworkFolder folder =
        folder()
            .array("head.npy", numbers(2 * inputs, 9), 2, inputs)
            .nodes(
                "x: " + written,
                "flat: { flatten: { input: x } }",
                "head: { dense: { input: flat, weights: head.npy } }");
    Layer head =
        new Layer(
            LayerShape.dense("head", inputs, 2),
            Floats.array(numbers(2 * inputs, 9), 2, inputs),
            Optional.empty());
    Graph byHand =
        new Graph(
            IMAGE,
            List.of(made, new Flatten("flat", "x"), new Product("flat", head)),
            "head",
            Loss.CROSS_ENTROPY);

    Model model = folder.obtain();

    Graph read = model.graph().orElseThrow();
    assertThat(read).isEqualTo(byHand);
    assertThat(arrays(read)).usingRecursiveComparison().isEqualTo(arrays(byHand));
    assertThat(folder.layers()).isEqualTo(byHand.outlines()).isEqualTo(model.outlines());
  }

  /** All numbers, since ND4J takes arrays for equal that nearly are. */
  private static List<float[]> arrays(Graph graph) {
    return graph.nodes().stream().flatMap(StoredGraphTest::arrays).map(Floats::of).toList();
  }

  private static Stream<INDArray> arrays(Node node) {
    if (node instanceof Product product) {
      Layer layer = product.layer();
      return Stream.concat(
          Stream.of(layer.weights()),
          layer.weightQuantization().stream()
              .map(quantization -> quantization.map().apply(layer.weights())));
    }
    if (node instanceof BatchNormalization normalization) {
      BatchNorm norm = normalization.norm();
      return Stream.of(norm.gamma(), norm.beta(), norm.mean(), norm.variance());
    }
    if (node instanceof Scale scale) {
      return Stream.of(scale.factor(), scale.shift());
    }
    return node instanceof Function function && function.curve() instanceof Curve.Prelu prelu
        ? Stream.of(prelu.slopes())
        : Stream.empty();
  }

  @Test
  void everyKindIsTried() {
    String all = nodes().map(each -> (String) each.get()[0]).reduce("{ dense:", String::concat);
    assertThat(Kinds.ALL.keySet()).allSatisfy(kind -> assertThat(all).contains("{ " + kind + ":"));
  }

  @Test
  void aResidualNetworkIsAsMadeByHand() throws IOException {
    float[] weights = numbers(4 * 8, 1);
    NetworkFolder folder =
        new NetworkFolder(path)
            .array("layer1.0/conv1.npy", numbers(2 * 18, 1), 2, 18)
            .array("head.npy", weights, 2, 2)
            .yaml(
                """
                format: 1
                input: { height: 4, width: 4, channels: 2 }
                scores: "scores, at last"
                loss: squared-hinge
                provenance: { recipe: "by hand: none", epochs: 3 }
                nodes:
                  layer1.0/sign: { sign: { input: input, zero: 1 } }
                  layer1.0/conv1:
                    convolution:
                      input: layer1.0/sign
                      kernel: &three [3, 3]
                      pads: [1, 1, 1, 1]
                      pad-value: 1
                      weights: layer1.0/conv1.npy
                  layer1.0/conv2:
                    convolution:
                      input: layer1.0/conv1
                      kernel: *three
                      pads: [1, 1, 1, 1]
                      weights: layer1.0/conv1.npy
                  sum: { add: { inputs: [layer1.0/conv2, input] } }
                  pool: { pool: { input: sum, kind: average, kernel: [4, 4] } }
                  "head": { dense: { input: pool, weights: head.npy } }
                  "scores, at last": { scale: { input: head, factor: 0.5 } }
                """);
    Window same = Window.same(3);
    LayerShape first =
        new LayerShape("layer1.0/conv1", LayerKind.CONVOLUTION, IMAGE, same, 1, 2, 1);
    LayerShape second = LayerShape.same("layer1.0/conv2", IMAGE, 3, 2);
    INDArray shared = Floats.array(numbers(36, 1), 2, 18);
    Graph byHand =
        new Graph(
            IMAGE,
            List.of(
                new Quantize(
                    "layer1.0/sign", "input", new Quantization("sign, 0 becomes 1", new Sign(1))),
                new Product("layer1.0/sign", new Layer(first, shared, Optional.empty())),
                new Product("layer1.0/conv1", new Layer(second, shared, Optional.empty())),
                new Add("sum", List.of("layer1.0/conv2", "input")),
                new Pool("pool", "sum", Pool.Kind.AVERAGE, Window.whole(IMAGE), false),
                new Product(
                    "pool",
                    new Layer(
                        LayerShape.dense("head", 2, 2),
                        Floats.array(Arrays.copyOf(weights, 4), 2, 2),
                        Optional.empty())),
                new Scale("scores, at last", "head", one(0.5f), one(0))),
            "scores, at last",
            Loss.SQUARED_HINGE);
    folder.array("head.npy", Arrays.copyOf(weights, 4), 2, 2);

    Model model = folder.obtain();

    assertThat(model.graph()).contains(byHand);
    assertThat(model.layers()).isEqualTo(byHand.layers());
    assertThat(model.history()).isEmpty();
    assertThat(model.provenance())
        .containsEntry("recipe", "by hand: none")
        .containsEntry("epochs", "3")
        .containsEntry("loss", "squared-hinge")
        .containsEntry("graph", path.getFileName().toString())
        .containsEntry("graph, SHA-256", sha256("network.yaml", "layer1.0/conv1.npy", "head.npy"))
        .hasSize(5);
  }

  private String sha256(String... files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : files) {
        digest.update(Files.readAllBytes(path.resolve(file)));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private NetworkFolder dense() throws IOException {
    return new NetworkFolder(path)
        .array("head.npy", numbers(64, 1), 2, 32)
        .nodes(
            "flat: { flatten: { input: input } }",
            "head: { dense: { input: flat, weights: head.npy } }");
  }

  @Test
  void otherNumbersHaveAnotherDigest() throws IOException {
    String before = dense().obtain().provenance().get("graph, SHA-256");
    NetworkFolder other = dense().array("head.npy", numbers(64, 2), 2, 32);
    assertThat(other.obtain().provenance().get("graph, SHA-256")).isNotEqualTo(before);
  }

  @Test
  void nothingIsTrainedAndImagesPass() throws IOException {
    StoredGraph source = dense().source();
    assertThat(source.trainingImages(Optional.of(NetworkFolder.DATASET))).isZero();
    assertThat(source.takesImages()).isTrue();
  }

  @Test
  void theLossIsCrossEntropyUnlessSaid() throws IOException {
    assertThat(dense().graph().loss()).isEqualTo(Loss.CROSS_ENTROPY);
    assertThat(dense().obtain().provenance()).containsEntry("loss", "cross-entropy");
  }

  @Test
  void doublesAndTheOtherOrderOfBytesAreConverted() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * 64);
    for (float number : numbers(64, 1)) {
      bytes.putDouble(number);
    }
    NetworkFolder folder = dense().array("head.npy", ">f8", false, bytes.array(), 2, 32);
    assertThat(Floats.of(folder.graph().layers().get(0).weights())).isEqualTo(numbers(64, 1));
  }

  @Test
  void aFolderMustBeNamed() {
    StoredGraph source = new StoredGraph();
    assertThatThrownBy(() -> source.layers(Optional.of(NetworkFolder.DATASET)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("graph: name the network's folder: { graph: { folder: DIR } }");
  }

  @Test
  void aDatasetMustBeNamed() throws IOException {
    StoredGraph source = dense().source();
    assertThatThrownBy(() -> source.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessage("graph: " + path + ": this network is for a dataset's images: name one");
  }

  @Test
  void theDatasetMustBeTheNetworks() throws IOException {
    StoredGraph source = dense().source();
    DatasetShape other = new DatasetShape(new ImageShape(28, 28, 1), 10, 5, 5);
    assertThatThrownBy(() -> source.layers(Optional.of(other)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "graph: "
                + path
                + ": network.yaml:2: input: the network takes images of 4×4×2, and those of the"
                + " dataset are 28×28×1; network.yaml:3: scores: they come from 'head', and that"
                + " gives 2 channels, and the dataset has 10 classes");
  }

  /** Looks at the classes that another virtual machine loads. */
  @Test
  void layersAreAnnouncedWithoutNd4j() throws Exception {
    dense();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Announcing.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(log)
        .contains("announced: [head]")
        .contains("org.nd4j.linalg.api.ndarray.INDArray ")
        .doesNotContain("org.nd4j.linalg.factory.Nd4j ");
  }

  @Test
  void outlinesSayWhatFollowsALayer() throws IOException {
    NetworkFolder folder =
        new NetworkFolder(path)
            .array("w.npy", numbers(4 * 2, 1), 4, 2)
            .array("head.npy", numbers(2 * 64, 2), 2, 64)
            .nodes(
                "conv: { convolution: { input: input, kernel: [1, 1], computed: w.npy } }",
                "relu: { relu: { input: conv } }",
                "flat: { flatten: { input: relu } }",
                "head: { dense: { input: flat, weights: head.npy } }");
    assertThat(folder.layers())
        .extracting(LayerOutline::name, LayerOutline::activated, LayerOutline::continuous)
        .containsExactly(tuple("conv", true, false), tuple("head", false, true));
  }
}
