package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.Layer;
import org.orthant.datasets.Cifar10;
import org.orthant.framework.cli.Orthant;
import org.orthant.testkit.GraphScores;

/**
 * A network of Orthant's own, written in every format and read again, is the same network. {@code
 * -Dorthant.round-trip.images=10000} asks all test images.
 */
@EnabledIfEnvironmentVariable(
    named = "ORTHANT_DATA",
    matches = ".+",
    disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
class RoundTripTest {
  /** The number of test images that are classified; 10,000 are all. */
  private static final int IMAGES = Integer.getInteger("orthant.round-trip.images", 500);

  /** How many of them at once. */
  private static final int BATCH = 100;

  @TempDir static Path folder;
  private static Dataset cifar;
  private static Graph network;
  private static List<JsonNode> expected;

  @BeforeAll
  static void measureTheOriginal() throws IOException {
    cifar = new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    network = graph("{ pretrained: cifar10-quarter }");
    expected = findings("{ pretrained: cifar10-quarter }");
  }

  private static Graph graph(String source) throws IOException {
    return NamedNetwork.graph(source, cifar, folder);
  }

  private static List<JsonNode> findings(String source) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), run(source));
    Path out = Files.createTempDirectory(folder, "out");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute(
                "run",
                config.toString(),
                "--data",
                System.getenv("ORTHANT_DATA"),
                "--out",
                out.toString());
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    List<JsonNode> findings = new ArrayList<>();
    new ObjectMapper()
        .readTree(out.resolve("result.json").toFile())
        .path("findings")
        .forEach(findings::add);
    return findings;
  }

  private static String run(String source) {
    return """
        name: round-trip
        seed: 1705
        dataset: cifar10
        network: %s
        quantizers:
          binary: binary
          ternary: { ternary: { rule: relative, threshold: 0.7 } }
          rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
        layers: [conv1, conv4, dense1, dense3]
        probes:
          - weights
          - accuracy: { images: %d }
          - dot-product: { images: 25 }
          - activation-dot-product: { images: 25 }
          - permutation: { images: 25 }
          - ablation: { images: 50, refit: 100 }
          - spectrum: { images: 25, limit: 50 }
        """
        .formatted(source, IMAGES);
  }

  private static void requireSame(List<JsonNode> found, List<JsonNode> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).isEqualTo(expected.get(i));
    }
  }

  private static String onnx(OnnxWriter.Signs signs) throws IOException {
    Path file = folder.resolve(signs.name().toLowerCase(Locale.ROOT) + ".onnx");
    Files.write(file, OnnxWriter.bytes(network, signs));
    return "{ onnx: { file: '" + file + "', pixels: -1..1 } }";
  }

  private static String keras(KerasWriter.Library library, String name) throws IOException {
    Path file = KerasWriter.write(folder.resolve(name), network, library);
    return "{ keras: { file: '" + file + "', pixels: -1..1 } }";
  }

  @Test
  void onnx() throws IOException {
    requireSame(findings(onnx(OnnxWriter.Signs.WHERE)), expected);
  }

  @Test
  void keras() throws IOException {
    requireSame(findings(keras(KerasWriter.Library.BINARY_NET, "network.keras")), expected);
  }

  /**
   * The sign of 0 is 1 in QONNX and Larq. No finding of this network as it was trained depends on
   * it. What an ablation refits may make a 0 of a product, sometimes of a whole number that many
   * products are, so that predictions change: in both formats the same ones.
   */
  @Test
  void signsWhoseZeroIsOne() throws IOException {
    List<JsonNode> qonnx = findings(onnx(OnnxWriter.Signs.BIPOLAR));
    requireSame(withoutRefits(qonnx), withoutRefits(expected));
    requireSame(findings(keras(KerasWriter.Library.LARQ, "network.h5")), qonnx);
  }

  private static List<JsonNode> withoutRefits(List<JsonNode> findings) {
    return findings.stream()
        .filter(finding -> !finding.path("probe").asText().equals("ablation"))
        .toList();
  }

  /**
   * What DeepLearning4J's layers cannot say is that weights and activations are signs, and of which
   * continuous weights. A file holds a network that computes the same, of whose findings those
   * differ that need the signs; so the scores are compared.
   */
  @Test
  void deeplearning4j() throws IOException {
    requireSameScores(network, written("signs.zip", network));
  }

  /** The continuous weights themselves, with hard tanh for the signs of what enters layers. */
  @Test
  void deeplearning4jInFloats() throws IOException {
    Graph floats =
        new Graph(
            network.input(),
            network.nodes().stream().map(RoundTripTest::inFloats).toList(),
            network.scores(),
            network.loss());
    requireSameScores(floats, written("floats.zip", floats));
  }

  private static Node inFloats(Node node) {
    if (node instanceof Product product) {
      Layer layer = product.layer();
      return new Product(
          product.input(), new Layer(layer.shape(), layer.weights(), Optional.empty()));
    }
    return node instanceof Quantize quantize
        ? new Function(quantize.name(), quantize.input(), new Curve.Clip(-1, 1))
        : node;
  }

  /** What is read of the file of a network. */
  private static Graph written(String file, Graph network) throws IOException {
    Path path = Deeplearning4jWriter.write(folder.resolve(file), network);
    return graph("{ deeplearning4j: { file: '" + path + "', pixels: -1..1 } }");
  }

  private static void requireSameScores(Graph one, Graph other) {
    for (int first = 0; first < IMAGES; first += BATCH) {
      int[] images = IntStream.range(first, Math.min(first + BATCH, IMAGES)).toArray();
      float[] pixels = Floats.of(Dense.of(cifar.test().images(images)));
      assertThat(GraphScores.of(other, pixels)).isEqualTo(GraphScores.of(one, pixels));
    }
  }
}
